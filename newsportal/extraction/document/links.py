"""Addresses: every link of a page made absolute, once, and what the head says about the page's own."""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes

from newsportal.extraction.document import link_carriers
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Link
from newsportal.urls.join import is_route, join

__all__ = ["MAX_LINKS", "Base", "anchors", "canonical", "feeds", "links"]

MAX_LINKS = 5_000
"""Distinct links kept of one page; the longest hub of the corpus has about 1,300."""
_MAX_ADDRESS = 2_000
_MAX_WORDS, _MAX_RAW_WORDS = 200, 600
_NO_HOST = frozenset(("", "/", "?"))
_REST = frozenset(";?")
_WHOLE = re.compile(r"https?://[A-Za-z0-9][!-\"$-\[\]-~]{0,1900}").fullmatch
"""Matches an address that is absolute as it stands, without fragment, white space and \\: three of four are, others
with the page's scheme or host before them."""
_DOTS = re.compile(r"/\.{1,2}(?:[/?#]|$)")
_IN_QUERY = "!$&'()*+,-./:;=?@[]_~%|"
"""What a query holds as it is; of other signs the bytes are escaped."""
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml", "application/xml")
# A frozen dataclass's own __init__ takes three times as long, and links are the most of what a page holds.
_new, _set_url, _set_text = object.__new__, Link.url.__set__, Link.text.__set__  # type: ignore[misc, attr-defined]


class Base:
    """What relative addresses of one page are relative to. Joins without `urljoin` where a look shows how."""

    def __init__(self, tree: Tree, url: str, charset: str = "utf-8") -> None:
        self.url = url.partition("#")[0]
        self.charset = {"gb18030": "gbk"}.get(charset, "utf-8" if charset.startswith("utf") else charset)
        """What encodes a query's words: by the URL standard the page's own encoding."""
        for i in tree.elements["base"][:1]:
            self.url = (join(url, tree.attrs[i].get("href", "")) or url).partition("#")[0]
        head, mark, rest = self.url.partition("://")
        host = re.split(r"[/?#]", rest, maxsplit=1)[0]
        self.scheme = f"{head}:" if mark else "http:"
        self.site = f"{head}{mark}{host}"
        path = re.split(r"[?#]", rest[len(host) :], maxsplit=1)[0]
        self.folder = self.site + (path[: path.rfind("/") + 1] or "/")
        self.simple = head in ("http", "https") and bool(host) and not _DOTS.search(self.folder)

    def absolute(self, href: str) -> str | None:
        """The absolute http(s) address without its fragment, but for a route (#/news/17); None if it is none."""
        href = href.strip()
        if len(href) > _MAX_ADDRESS or not href:
            return None
        if href[0] in "jJ" and href[:11].lower() == "javascript:":  # as half of those that are no plain address
            return None
        if "#" in href:
            href, _, fragment = href.partition("#")
            if is_route(fragment):
                page = self.absolute(href) if href else self.url
                return page and f"{page}#{fragment}"
            if not href:
                return None
        if not href.isascii() and self.charset != "utf-8" and "?" in href:
            href = self._in_charset(href)
        if not href.isprintable() or "\\" in href:
            return join(self.url, href) or None
        if href[:7] == "http://" and href[7:8] not in _NO_HOST:
            return href
        if href[:8] == "https://" and href[8:9] not in _NO_HOST:
            return href
        if not self.simple or "/." in href or href[0] in ".?;":
            return self._climb(href) or join(self.url, href) or None
        if href[0] == "/":
            if href[1:2] == "/":
                return self.scheme + href if href[2:3] != "/" else join(self.url, href) or None
            return self.site + href
        return (join(self.url, href) or None) if ":" in href else self.folder + href

    def _in_charset(self, href: str) -> str:
        """The address with the words of its query in the page's encoding, as browsers ask for it."""
        path, mark, query = href.partition("?")
        try:
            return path + mark + quote_from_bytes(query.encode(self.charset, "xmlcharrefreplace"), _IN_QUERY)
        except (LookupError, UnicodeError):
            return href

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


def anchors(tree: Tree, base: Base) -> dict[int, Link]:
    """Where each `a` of the tree leads, by element, in document order; those that lead to no page are left out."""
    found: dict[int, Link] = {}
    attrs, chunks, first, last, absolute = tree.attrs, tree.chunks, tree.first, tree.last, base.absolute
    scheme, site, simple = base.scheme, base.site, base.simple
    for i in tree.elements["a"]:
        href = attrs[i]["href"]
        whole = (scheme if href[1:2] == "/" else site) + href if simple and href[:1] == "/" else href
        if _WHOLE(whole) and (whole is href or "/." not in href):
            url: str | None = whole
        else:
            url = absolute(href) or ((told := link_carriers.target(attrs[i])) and absolute(told))
        if url:
            begin, end = first[i], last[i]
            text = "" if begin == end else chunks[begin] if end - begin == 1 else "".join(chunks[begin:end])
            found[i] = link = _new(Link)
            _set_url(link, url)
            _set_text(link, text and " ".join(text[:_MAX_RAW_WORDS].split())[:_MAX_WORDS])
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
