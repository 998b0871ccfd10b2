"""Addresses: every link of a page made absolute, once, and what the head says about the page's own."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Link

__all__ = ["MAX_LINKS", "Base", "anchors", "canonical", "feeds", "links", "refresh"]

MAX_LINKS = 5_000
"""Distinct links kept of one page; the longest hub of the corpus has about 1,300."""
_MAX_ADDRESS = 2_000
_MAX_WORDS, _MAX_RAW_WORDS = 200, 600
_NO_HOST = frozenset(("", "/", "?"))
_REST = frozenset(";?")
_DOTS = re.compile(r"/\.{1,2}(?:[/?#]|$)")
_REFRESH = re.compile(r"[;,]?\s{0,9}url\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\"'<>]{1,2000})", re.I)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "text/xml", "application/xml")
# A frozen dataclass's own __init__ takes three times as long, and links are the most of what a page holds.
_new, _set_url, _set_text = object.__new__, Link.url.__set__, Link.text.__set__  # type: ignore[misc, attr-defined]


class Base:
    """What relative addresses of one page are relative to. Joins without `urljoin` where a look shows how."""

    def __init__(self, tree: Tree, url: str) -> None:
        self.url = url
        for i in tree.elements["base"][:1]:
            self.url = _join(url, tree.attrs[i].get("href", "")) or url
        head, mark, rest = self.url.partition("://")
        host = re.split(r"[/?#]", rest, maxsplit=1)[0]
        self.scheme = f"{head}:" if mark else "http:"
        self.site = f"{head}{mark}{host}"
        path = re.split(r"[?#]", rest[len(host) :], maxsplit=1)[0]
        self.folder = self.site + (path[: path.rfind("/") + 1] or "/")
        self.simple = head in ("http", "https") and bool(host) and not _DOTS.search(self.folder)

    def absolute(self, href: str) -> str | None:
        """The absolute http(s) address without its fragment; None if it is no such address."""
        href = href.strip()
        if len(href) > _MAX_ADDRESS or not href or href[0] == "#":
            return None
        if "#" in href:
            href = href[: href.index("#")]
        if not href.isprintable() or "\\" in href:
            return _join(self.url, href)
        if href[:7] == "http://":
            return href if href[7:8] not in _NO_HOST else None
        if href[:8] == "https://":
            return href if href[8:9] not in _NO_HOST else None
        if not self.simple or "/." in href or href[0] in ".?;":
            return self._climb(href) or _join(self.url, href)
        if href[0] in "jJ" and href[:11].lower() == "javascript:":
            return None
        if href[0] == "/":
            return self.scheme + href if href[1:2] == "/" else self.site + href
        return _join(self.url, href) if ":" in href else self.folder + href

    def _climb(self, href: str) -> str | None:
        """A plain address that begins with ./ or ../ joined, None for any other."""
        folder, rest, root = self.folder, href.removeprefix("./"), len(self.site)
        while rest[:3] == "../":
            rest = rest[3:]
            above = folder.rfind("/", 0, -1) + 1
            if above > root:
                folder = folder[:above]
        if not self.simple or rest == href or not rest[:1].isalnum() or not _REST.isdisjoint(rest):
            return None
        return None if "/." in rest or "//" in rest or "//" in self.folder[root:] else folder + rest


def _join(base: str, href: str) -> str | None:
    href = href.replace("\\", "/").replace("\n", "").replace("\r", "").replace("\t", "")
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def anchors(tree: Tree, base: Base) -> dict[int, Link]:
    """Where each `a` of the tree leads, by element, in document order; those that lead to no page are left out."""
    found: dict[int, Link] = {}
    attrs, chunks, first, last, absolute = tree.attrs, tree.chunks, tree.first, tree.last, base.absolute
    for i in tree.elements["a"]:
        url = absolute(attrs[i]["href"])
        if url:
            begin, end = first[i], last[i]
            text = chunks[begin] if end - begin == 1 else "".join(chunks[begin:end])
            link = _new(Link)
            _set_url(link, url)
            _set_text(link, " ".join(text[:_MAX_RAW_WORDS].split())[:_MAX_WORDS])
            found[i] = link
    return found


def links(anchors: dict[int, Link]) -> tuple[Link, ...]:
    """The page's distinct links, at most `MAX_LINKS`, each with the first words it has."""
    distinct: dict[str, Link] = {}
    for link in anchors.values():
        known = distinct.get(link.url)
        if known is None:
            if len(distinct) < MAX_LINKS:
                distinct[link.url] = link
        elif link.text and not known.text:
            distinct[link.url] = link
    return tuple(distinct.values())


def canonical(tree: Tree, base: Base) -> str | None:
    """The address that the page calls its own, by link rel=canonical."""
    for i in tree.elements["link"]:
        if tree.attrs[i].get("rel", "").strip().lower() == "canonical":
            return base.absolute(tree.attrs[i].get("href", ""))
    return None


def feeds(tree: Tree, base: Base) -> tuple[str, ...]:
    """Its RSS and Atom feeds."""
    found = []
    for i in tree.elements["link"]:
        attrib = tree.attrs[i]
        if "alternate" in attrib.get("rel", "").lower() and attrib.get("type", "").strip().lower() in _FEED_TYPES:
            found.append(base.absolute(attrib.get("href", "")))
    return tuple(dict.fromkeys(url for url in found if url))


def refresh(tree: Tree, base: Base) -> str | None:
    """Where a meta refresh leads."""
    for i in tree.elements["meta"]:
        if tree.attrs[i].get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.search(tree.attrs[i].get("content", "")[:3_000])
            return base.absolute(found[1]) if found else None
    return None
