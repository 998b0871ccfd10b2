"""The entries of a feed's or sitemap's markup, read tag by tag; no text makes it fail or slow.

Not by an XML parser: one wrong byte, a stray & or an unclosed <br> ends a well-formed reading and costs all that
follows. Here a mistake costs its own entry at most. Entities that a file declares are never resolved.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsportal.urls.join import join

__all__ = ["Entry", "entries", "is_listing"]

_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|rdf|feed|channel|urlset|sitemapindex)\b", re.IGNORECASE)
_FEED, _SITEMAP = frozenset(("item", "entry")), frozenset(("url", "sitemap"))
_OF_ROOT = {"urlset": _SITEMAP, "sitemapindex": _SITEMAP}
_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)([A-Za-z_][^<>]*)>",
    re.DOTALL,
)
"""A tag is one run of signs, parted afterwards: a pattern that tells name and attributes apart tries each place."""
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_DECLARED = re.compile(r"&[A-Za-z_][\w.-]*;")
_LITERAL = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_ADDRESSES = ("loc", "link", "guid", "id", "url")
"""Where an entry tells its address, best first."""
_TIMES = ("lastmod", "publication_date", "pubdate", "published", "issued", "updated", "date")
_FIELDS = frozenset((*_ADDRESSES, *_TIMES))
_WORDS = frozenset(("title", "creator", "category", "comments", "changefreq", "priority"))
"""Elements that hold no other: a field that begins inside one says that its end is missing."""
_DEPTH = 64
"""Elements open in an entry that are remembered."""
_LONGEST = 4_000
"""Characters of an address, or of a tag's attributes, that are read."""


@dataclass(slots=True)
class Entry:
    """One entry: what it names, and when that changed."""

    name: str
    """item, entry, url or sitemap."""
    url: str
    """Its absolute address, "" where it has none."""
    time: str
    """Its time as written, "" where it has none."""


@dataclass(slots=True)
class _Open:
    """An entry whose end was not met yet."""

    name: str
    base: str
    inside: list[str] = field(default_factory=list)
    """The elements open in it, but for fields."""
    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Values of its fields, each with the address that it is relative to."""
    field: str = ""
    """The field that is being read."""
    field_base: str = ""
    """The address that it is relative to."""
    begin: int = 0
    """Where its text begins."""

    def keep(self, name: str, value: str, base: str) -> None:
        """Take a value, unless the field has one already."""
        if value := value.strip():
            self.found.setdefault(name, (value, base))


def is_listing(text: str) -> bool:
    """Whether the text has the root element of a feed or sitemap."""
    return _ROOT.search(text) is not None


def entries(text: str, url: str) -> Iterator[Entry]:
    """Each entry of a feed or sitemap read at `url`, in order; none of other markup."""
    root = _ROOT.search(text)
    names = _OF_ROOT.get(root[1].lower(), _FEED) if root else _FEED | _SITEMAP
    declared = "<!ENTITY" in text
    base, entry = url, None
    for tag in _TOKEN.finditer(text, root.start() if root else 0):
        if not tag[2]:
            continue
        told, _, attrib = tag[2].replace("\t", " ").replace("\n", " ").replace("\r", " ").partition(" ")
        name = told.rstrip("/").rpartition(":")[2].lower()
        if entry and entry.field:
            entry.keep(entry.field, _plain(text[entry.begin : tag.start()]), entry.field_base)
            entry.field = ""
        if entry and name == entry.name:
            yield _closed(entry, declared)
            entry = None
        if tag[1]:
            if entry and name in entry.inside:
                while entry.inside.pop() != name:
                    pass
        elif entry:
            _inside(entry, name, attrib, tag[2].endswith("/"), tag.end())
        elif name in names:
            entry = _Open(name, _base(base, attrib))
        else:
            base = _base(base, attrib)
    if entry:
        if entry.field:
            entry.keep(entry.field, _plain(text[entry.begin :]), entry.field_base)
        yield _closed(entry, declared)


def _inside(entry: _Open, name: str, attrib: str, empty: bool, end: int) -> None:
    """An element begins inside an entry; only what stands directly in it is its own."""
    if name in _FIELDS:
        if entry.inside and entry.inside[0] in _WORDS:
            entry.inside.clear()
        if not entry.inside or name == "publication_date":
            _field(entry, name, attrib, end)
            return
    if not empty and len(entry.inside) < _DEPTH:
        entry.inside.append(name)


def _field(entry: _Open, name: str, attrib: str, end: int) -> None:
    """A field begins: its value is an attribute's or the text up to the next tag."""
    told = _attributes(attrib) if attrib else {}
    if told.get("rel", "alternate").lower() != "alternate" or told.get("ispermalink", "").lower() == "false":
        return
    base = join(entry.base, told["xml:base"]) or entry.base if "xml:base" in told else entry.base
    if name == "link" and "href" in told:
        # Of several the page is meant, not what else stands for it (JSON, sound).
        entry.keep(name if "html" in told.get("type", "html") else "url", told["href"], base)
    else:
        entry.field, entry.field_base, entry.begin = name, base, end


def _closed(entry: _Open, declared: bool) -> Entry:
    found = entry.found
    time = next((found[name][0] for name in _TIMES if name in found), "")
    for name in _ADDRESSES:
        value, base = found.get(name, ("", ""))
        if len(value) > _LONGEST or (declared and _DECLARED.search(value)):
            continue
        if name in ("link", "loc") or value.startswith(("http://", "https://", "/")):
            while "&amp;" in value:  # escaped twice
                value = value.replace("&amp;", "&")
            if address := join(base, value):
                return Entry(entry.name, address, time)
    return Entry(entry.name, "", time)


def _base(base: str, attrib: str) -> str:
    """What addresses inside an element with these attributes are relative to."""
    told = _attributes(attrib).get("xml:base") if "base" in attrib.lower() else None
    return join(base, told) or base if told else base


def _attributes(attrib: str) -> dict[str, str]:
    return {name.lower(): _unescaped(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(attrib[:_LONGEST])}


def _plain(text: str) -> str:
    """The words of an element without markup: CDATA as it is, the rest unescaped, comments left out."""
    if "<!" not in text:
        return _unescaped(text)
    parts, at = [], 0
    for found in _LITERAL.finditer(text):
        parts += [_unescaped(text[at : found.start()]), found[1] or ""]
        at = found.end()
    return "".join((*parts, _unescaped(text[at:])))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0].lower()), text) if "&" in text else text
