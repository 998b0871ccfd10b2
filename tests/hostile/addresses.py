"""Where a test's crawl may go and where not: each kind of address, made from `ipaddress`, and the ways to write it."""

from __future__ import annotations

import functools
import ipaddress
from ipaddress import IPv4Address, IPv6Address

ALLOWED = "127.0.0.1"
"""Where the tests' open internet is; NEWSPORTAL_ALLOWED_NETWORKS holds this address alone."""
INTERNAL = "127.0.0.2"
"""Where an internal service listens, on the same port."""

NAMES = {
    "inside.example": [INTERNAL],
    "flips.example": [ALLOWED, INTERNAL],
    "private.example": ["10.0.0.7"],
    "www.portal.example": [ALLOWED],
}
"""Names and what they answer, the last answer for ever."""

KINDS = ("is_unspecified", "is_loopback", "is_private", "is_link_local", "is_multicast", "is_reserved")
"""What `ipaddress` says of addresses that are not of the open internet."""
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789."}
"""The signs of an address as an East Asian keyboard may write them."""


@functools.cache
def of_each_kind() -> list[IPv4Address | IPv6Address]:
    """An IPv4 and an IPv6 address of each kind."""
    four = [IPv4Address(start << 16 | end) for start in range(1 << 16) for end in (0, 1)]
    six = [IPv6Address(0), IPv6Address(1), *(IPv6Address(start << 112 | 1) for start in range(64, 1 << 16, 64))]
    return [next(address for address in every if getattr(address, kind)) for every in (four, six) for kind in KINDS]


def written(address: str) -> list[str]:
    """An IPv4 address as hosts of a URL: with dots, as one number, in full width, inside an IPv6 address."""
    number = int(ipaddress.IPv4Address(address))
    mapped = IPv6Address((0xFFFF << 32) | number)
    return [
        address,
        f"{address}.",
        str(number),
        hex(number),
        f"0{number:o}",
        address.translate(FULL_WIDTH),
        f"[{mapped}]",
    ]


def forbidden(port: int) -> list[str]:
    """Addresses that no page may lead a crawl to: the internal service in every way, other kinds, ports and schemes."""
    hosts = [*written(INTERNAL), *(name for name in NAMES if name != "www.portal.example")]
    kinds = {f"[{address}]" if address.version == 6 else str(address) for address in of_each_kind()}
    web = [f"http://{host}:{port}/secret" for host in hosts] + [f"http://{host}/" for host in sorted(kinds)]
    other = [f"{scheme}://{INTERNAL}/secret" for scheme in ("ftp", "file", "data")]
    return [*web, *other, f"http://user@{INTERNAL}:{port}/secret", f"http://{ALLOWED}:1/", "http://localhost/"]
