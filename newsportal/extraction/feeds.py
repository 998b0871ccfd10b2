"""Feeds and sitemaps, read for the addresses they name. Pure: bytes in, addresses out; never raises on any bytes.

RSS 2.0, RSS 1.0, Atom (RFC 4287), sitemaps.org sitemaps and indexes, Google News sitemaps. What they say of dates is a
hint only: it orders the frontier, it is never taken for a page's own time.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

MAX_ENTRIES = 5_000
"""Entries read of one file."""
MAX_BYTES = 8 * 1024 * 1024
"""Bytes read of one file, after unpacking."""
_INSIDE = 64
"""Elements of one entry that are looked at."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap names."""

    pages: tuple[str, ...] = ()
    """Absolute addresses of pages, newest first where the file tells times, each once."""
    sitemaps: tuple[str, ...] = ()
    """Absolute addresses of further sitemaps, newest first."""


# What XML never has: a tag that begins inside another. libxml2 recovers from each in time that grows with what it read:
# 200 KB of them took 6 s (found by benchmarks/fuzz.py).
_TAG_IN_TAG = re.compile(rb"<[\0A-Za-z/:_\x80-\xff][^<>]*(?=<)")
_MAX_BROKEN = 2_000
# A parser that reads piece by piece says nothing more after an & that begins no entity of XML's (&id=2, &nbsp;) or a <
# that begins no tag. Replaced in turn, since a pattern's eight million finds would take a gigabyte.
_ESCAPES = (
    *((b"&amp;", b"&"), (b"&", b"&amp;"), (b"< ", b"&lt; ")),
    *((b"&amp;" + entity, b"&" + entity) for entity in (b"lt;", b"gt;", b"quot;", b"apos;", b"#")),
)
_CDATA = b"<![CDATA["
_WIDE = {
    b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be",
    b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be",
}  # fmt: skip
"""How a file begins whose signs are wider than a byte."""


def _narrow(body: bytes) -> bytes:
    """The file in bytes of which < is one, without the declaration of another encoding."""
    charset = next((name for begin, name in _WIDE.items() if body.startswith(begin)), None)
    if charset is None:
        return body
    text = body.decode(charset, "replace")
    return (text.partition("?>")[2] if text.startswith("<?xml") else text).encode("utf-8", "replace")


def _escaped(text: bytes) -> bytes:
    for found, put in _ESCAPES:
        text = text.replace(found, put)
    return text


def _mended(body: bytes) -> bytes:
    """The file with stray & and < escaped, up to where it is too broken to go on."""
    body = _narrow(body)
    if b"<!ENTITY" not in body:  # entities of its own are neither resolved nor taken for words
        first, *parts = body.split(_CDATA, 4 * MAX_ENTRIES)
        mended = [_escaped(first)]
        for part in parts:
            inside, end, after = part.partition(b"]]>")
            mended += [_CDATA, inside, end, _escaped(after)]
        body = b"".join(mended)[:MAX_BYTES]
    broken = next(islice(_TAG_IN_TAG.finditer(body), _MAX_BROKEN, None), None)
    return body[: broken.start()] if broken else body


def _unpacked(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body[:MAX_BYTES]
    try:
        return zlib.decompressobj(31).decompress(body, MAX_BYTES)
    except zlib.error:
        return b""


def _elements(body: bytes, names: frozenset[str]) -> Iterator[etree._Element]:
    """The elements of these local names, each as soon as it is complete, then forgotten; entities stay unresolved."""
    parser = etree.XMLPullParser(
        ("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        for start in range(0, len(body), 65_536):
            parser.feed(body[start : start + 65_536])
            for _, element in parser.read_events():
                if not isinstance(element, etree._Element) or not isinstance(element.tag, str):
                    continue
                if _name(element) in names:
                    yield element
                    element.clear()
    except etree.XMLSyntaxError:
        return


def _name(element: etree._Element) -> str:
    # Not etree.QName: it refuses names that recover=True lets through.
    return str(element.tag).rpartition("}")[2]


def _value(entry: etree._Element, *names: str) -> str:
    """The words of the first of these elements that the entry has, in the order of `names`."""
    # An unclosed entry holds all that follow it: reading each to its end would be quadratic.
    found: dict[str, str] = {}
    for child in islice(entry.iter(), _INSIDE):
        if isinstance(child.tag, str) and _name(child) in names:
            words = (child.text or child.get("href") or "").strip()
            if words and child.get("rel", "alternate") == "alternate" and child.get("isPermaLink") != "false":
                found.setdefault(_name(child), words)
    return next((found[name] for name in names if name in found), "")


def _absolute(url: str, base: str) -> str:
    try:
        absolute = urljoin(base, url.strip()) if url.strip() else ""
    except ValueError:
        return ""
    return absolute if absolute.startswith(("http://", "https://")) else ""


def _listed(body: bytes, url: str, names: frozenset[str], address: tuple[str, ...], times: tuple[str, ...]) -> Listing:
    pages: dict[str, str] = {}
    sitemaps: dict[str, str] = {}
    for count, entry in enumerate(_elements(_mended(_unpacked(body.lstrip())), names)):
        if count >= MAX_ENTRIES:
            break
        target = _absolute(_value(entry, *address), url)
        if target:
            into = sitemaps if _name(entry) == "sitemap" else pages
            into.setdefault(target, _value(entry, *times))
    order = tuple(sorted(pages, key=lambda page: pages[page], reverse=True)) if times[0] == "lastmod" else tuple(pages)
    return Listing(order, tuple(sorted(sitemaps, key=lambda page: sitemaps[page], reverse=True)))


def feed(body: bytes, url: str) -> Listing:
    """The pages that an RSS or Atom feed names, in its order; an empty listing for anything else."""
    return _listed(body, url, frozenset({"item", "entry"}), ("link", "guid"), ("pubDate", "published", "updated"))


def sitemap(body: bytes, url: str) -> Listing:
    """The pages and further sitemaps that a sitemap, sitemap index or news sitemap names (gzip too), newest first."""
    return _listed(body, url, frozenset({"url", "sitemap"}), ("loc",), ("lastmod", "publication_date"))
