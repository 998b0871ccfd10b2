"""What a page's head says of its article: <title>, <meta> and JSON-LD, unjudged.

Heads lie: on many portals `author` is the editor on duty or the publishing system, `title` carries the channel's name.
So these values only confirm or complete what a reader sees; who uses one says which it trusts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import one_line

__all__ = ["Metadata", "metadata"]

MAX_JSON = 200_000
"""Characters of a JSON-LD script that are read."""
MAX_VALUES = 5
"""Values of a field that are kept."""
MAX_VALUE = 300
"""Characters of a value that are kept."""

# Names that Chinese portals use, in the order of trust: Open Graph, then the government sites' standard
# (ArticleTitle, PubDate, ContentSource), then publishing systems (TRS: publishdate; Sina: mediaid), then Dublin Core.
_NAMES = {
    "title": "og:title articletitle twitter:title title",
    "published": (
        "article:published_time og:time og:release_date datepublished pubdate publishdate publish_time publishtime"
        " bytedance:published_time weibo:article:create_at article:create_at dc.date.issued dc.date date"
    ),
    "source": "contentsource source mediaid article:source",
    "author": "author article:author og:article:author dc.creator",
    "editor": "editor article:editor contenteditor",
    "site": "og:site_name sitename application-name",
}
_FIELDS = {name: (field, place) for field, names in _NAMES.items() for place, name in enumerate(names.split())}
_PUBLICATION = re.compile(
    r"(?:publi|pub|issue|release|post)[a-z]{0,7}[-_.: ]?(?:on|at|time|date)|(?:date|time)[-_.: ]?(?:pub|issue|post)"
    r"|[a-z][.:](?:date|time|created|issued|published)$|(?:article|news|story|content)[-_]?(?:date|time)$"
)
"""Names by which a head calls a time of publication that are not listed: parsely-pub-date, date_published, cms.date."""
_NO_PUBLICATION = re.compile("modif|updat|edit|expir|revis|valid|start|end|event")
_LAST = 99
"""Their place: after all that are listed."""
_KEYS = {
    "headline": "title",
    "title": "title",
    "name": "title",
    "datePublished": "published",
    "pubDate": "published",
    "dateCreated": "published",
    "author": "author",
    "editor": "editor",
}
_STATED = re.compile(r'"(headline|datePublished|pubDate)"\s{0,9}:\s{0,9}"([^"\\]{1,300})"')


class Metadata(NamedTuple):
    """Values of the head, most trusted first; each cleaned, at most 300 characters, none empty."""

    title: str = ""
    """Words of <title>."""
    titles: tuple[str, ...] = ()
    """Titles for sharing (og:title …) and of JSON-LD."""
    published: tuple[str, ...] = ()
    """Times of publication; never those of modification."""
    source: tuple[str, ...] = ()
    """Outlets credited."""
    author: tuple[str, ...] = ()
    """Authors."""
    editor: tuple[str, ...] = ()
    """Editors."""
    site: tuple[str, ...] = ()
    """Names of the site."""


def metadata(tree: Tree) -> Metadata:
    """The head's values of a page."""
    found: dict[str, list[tuple[int, str]]] = {field: [] for field in _NAMES}
    for i in tree.elements["meta"]:
        attrs = tree.attrs[i]
        name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop")
        place = _place(name[:MAX_VALUE].replace(" ", "").lower()) if name else None
        if place and (value := one_line(attrs.get("content", "")[:MAX_VALUE])):
            found[place[0]].append((place[1], value))
    for i in tree.elements["script"]:
        if "json" in tree.attrs[i].get("type", "") and i in tree.raws:
            for field, value in _stated(tree.raws[i][:MAX_JSON]):
                if value := one_line(value[:MAX_VALUE]):
                    found[field].append((1, value))
    values = {field: _best(pairs) if pairs else () for field, pairs in found.items()}
    return Metadata(
        title=_title(tree),
        titles=values["title"],
        published=values["published"],
        source=values["source"],
        author=values["author"],
        editor=values["editor"],
        site=values["site"],
    )


def _best(found: list[tuple[int, str]]) -> tuple[str, ...]:
    """The most trusted of a field's values."""
    return tuple(dict.fromkeys([value for _, value in sorted(found)]))[:MAX_VALUES]


@lru_cache(1_000)  # the pages of a portal have the same names
def _place(name: str) -> tuple[str, int] | None:
    """The field that a name stands for, and its place in the order of trust."""
    if known := _FIELDS.get(name):
        return known
    return ("published", _LAST) if _PUBLICATION.search(name) and not _NO_PUBLICATION.search(name) else None


def _title(tree: Tree) -> str:
    """The first <title> with words; those inside svg come later than the page's."""
    return next((words for i in tree.elements["title"] if (words := one_line(tree.raws.get(i, "")[:1000]))), "")


def _stated(script: str) -> Iterator[tuple[str, str]]:
    """Fields and values of a JSON-LD script, of its first object that states a time or headline."""
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        yield from ((_KEYS[key], value) for key, value in _STATED.findall(script))
        return
    for thing in _objects(data):
        if "headline" in thing or "datePublished" in thing or "pubDate" in thing:
            for key, field in _KEYS.items():
                for value in _words(thing.get(key)):
                    yield field, value
            return


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script: itself, those of a list, those of @graph."""
    listed = data if isinstance(data, list) else [data]
    for thing in listed[:20]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (item for item in graph[:20] if isinstance(item, dict)) if isinstance(graph, list) else ()


def _words(value: Any) -> Iterator[str]:
    """The words of a value: a string, or the names of a person or of several."""
    for item in value[:10] if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            yield name
