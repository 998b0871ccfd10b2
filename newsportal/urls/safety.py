"""Which addresses a crawl may ask for: judged as text, before anything is asked. Pure: no network, no Scrapy.

`fault()` names what is wrong with a URL, `public()` judges one IP address, `literal()` reads a host that is an IP
address in any spelling. The address blocks are those of the IANA special-purpose address registries (RFC 6890 and its
successors), the multicast blocks (RFC 5771, RFC 4291) and the one metadata address that lies outside them.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_PORTS = (80, 443)
"""Ports that are asked unless a setting says otherwise."""
MAX_LENGTH = 2083
"""Longest address in characters, unless a setting says otherwise."""

_NOT_PUBLIC_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; Alibaba Cloud's metadata 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's host and metadata agent
        "169.254.0.0/16",  # link-local; metadata 169.254.169.254 and Tencent Cloud's 169.254.0.23
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle Cloud's metadata 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
"""All that IANA has given out as global unicast; everything else is local, multicast or reserved."""
_NOT_PUBLIC_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo: an IPv4 address inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_DOTS = re.compile("[\u3002\uff0e\uff61]")
_HOST = re.compile(r"\A[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\Z")
_NUMBER = re.compile(r"\A(?:0x[0-9a-f]*|[0-9]+)\Z")
_LOCAL_NAME = re.compile(r"\A(?:.*\.)?(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa)\Z")


def networks(blocks: Iterable[str]) -> tuple[IPNetwork, ...]:
    """Address blocks in CIDR notation; ValueError for one that is not."""
    return tuple(ipaddress.ip_network(block.strip()) for block in blocks)


def public(address: IPAddress, allowed: Iterable[IPNetwork] = ()) -> bool:
    """Whether an IP address belongs to the open internet, or to a network that the user allows."""
    inner = _inner(address)
    if any(candidate in network for network in allowed for candidate in (address, inner)):
        return True
    if isinstance(inner, ipaddress.IPv4Address):
        return not any(inner in block for block in _NOT_PUBLIC_V4)
    return inner in _GLOBAL_V6 and inner.scope_id is None and not any(inner in block for block in _NOT_PUBLIC_V6)


def _inner(address: IPAddress) -> IPAddress:
    """The IPv4 address that an IPv4-mapped or NAT64 address stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@lru_cache(1_000)
def normal_host(host: str) -> str:
    """A host as the network would read it: one form for full-width digits, other dots, case, %-escapes and a last dot.

    Raises ValueError for what cannot be a host name.
    """
    plain = _DOTS.sub(".", unicodedata.normalize("NFKC", unquote(host))).lower()
    plain = plain[:-1] if plain.endswith(".") else plain
    if ":" in plain:
        return plain
    ascii_host = plain if plain.isascii() else plain.encode("idna").decode("ascii")
    if len(ascii_host) > 253 or not _HOST.match(ascii_host):
        raise ValueError(f"not a host name: {host[:80]!r}")
    return ascii_host


def literal(host: str) -> IPAddress | None:
    """The IP address that a normal host stands for, in any notation that the system's resolver reads; None for a name.

    Raises ValueError for a number that spells no address: a name cannot end in one (WHATWG URL standard, 4.3).
    """
    if ":" in host:
        return ipaddress.IPv6Address(host)
    if not _NUMBER.match(host.rpartition(".")[2]):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        raise ValueError(f"not an IP address: {host[:80]!r}") from None


def local_name(host: str) -> bool:
    """Whether a normal host name is one that only a local network answers for (RFC 6761, RFC 6762, RFC 8375)."""
    return literal(host) is None and ("." not in host or bool(_LOCAL_NAME.match(host)))


def fault(
    url: str,
    allowed: Iterable[IPNetwork] = (),
    ports: Iterable[int] = WEB_PORTS,
    max_length: int = MAX_LENGTH,
) -> str | None:
    """What forbids asking for a URL: length, scheme, user, host, port or network; None where nothing does.

    Names pass: what they stand for is judged when they are resolved (`newsportal.download.safety.resolver`).
    """
    if max_length and len(url) > max_length:
        return "length"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "host"
    return _fault(parts.scheme, parts.netloc, tuple(allowed), frozenset(ports))


@lru_cache(1_000)  # of a portal's pages most have one host
def _fault(scheme: str, netloc: str, allowed: tuple[IPNetwork, ...], ports: frozenset[int]) -> str | None:
    if scheme not in ("http", "https"):
        return "scheme"
    if "@" in netloc:
        return "user"
    try:
        parts = SplitResult(scheme, netloc, "", "", "")
        host = normal_host(parts.hostname or "")
        address = literal(host)
        port = parts.port or (443 if scheme == "https" else 80)
    except ValueError:
        return "host"
    if port not in ports:
        return "port"
    if address is not None and not public(address, allowed):
        return "network"
    # Twisted would ask for the escapes as they stand, which is no host.
    return "host" if "%" in netloc else None
