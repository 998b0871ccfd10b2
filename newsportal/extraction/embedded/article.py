"""An article that stands in a page's data and not in its markup.

It is the object that has a title which the head states, a long text and mostly a time; where the head states only the
site's name, the only object of the page that has all three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.stated_title import plain_title
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded import shape
from newsportal.extraction.embedded.keys import is_named
from newsportal.extraction.embedded.markup import Found
from newsportal.extraction.embedded.sources import is_shell, objects
from newsportal.text.strings import folded
from newsportal.urls.kind import PortalUrls

__all__ = ["article", "heads", "key"]

Things = list[dict[str, Any]]
"""An object, last, and those that hold it, outermost first."""
_SITE = 12
"""Characters of each part of a title that names only the site."""
_SURE = 4
"""Characters of a title from which it may stand anywhere in what the head states."""
_LONG = 150
"""Characters of a text without a time from which it is no summary."""
_PARTS = re.compile(r"[_|｜\-–—·]")
_PIECE = re.compile(r"[^\W_]{4}")
_NUMBER = re.compile(r"\w{5,40}")
_QUOTES = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")
_LABELS = {"sources": "来源", "authors": "作者", "editors": "责任编辑"}


def article(tree: Tree, meta: Metadata, url: str) -> Found | None:
    """The article in the data of the page at `url`, None if there is none."""
    titles = heads(meta)
    stated = key(" ".join(titles))
    only_site = is_shell(tree) and all(len(part.strip()) <= _SITE for head in titles for part in _PARTS.split(head))
    if not (stated or only_site):
        return None
    best: Found | None = None
    others: dict[str, Found] = {}
    bodies = shape.Bodies()
    for things, is_entry in objects(tree, [] if only_site else _words(titles)):
        body = bodies.of(things[-1])
        if body is None or (best and body.size <= best.body.size):
            continue
        title, holder = _title(things, stated)
        if title:
            found = _found(things, title, holder, body)
            if found.time or (body.size >= _LONG and len(title) > _SITE):
                best = found
        elif only_site and not is_entry and (own := _whole(things, body, url)):
            others[own.title] = max(own, others.get(own.title, own), key=lambda found: found.body.size)
    if best and key(best.title) == key(meta.title):
        best = best._replace(title=plain_title(Metadata(title=best.title, site=meta.site)))
    return best or _only(list(others.values()), url)


def heads(meta: Metadata) -> list[str]:
    """The titles that the head states."""
    return [head for head in (meta.title, *meta.titles) if head]


def _words(heads: Sequence[str]) -> list[str]:
    """Pieces of the stated titles by which these are looked for, whatever marks stand in them."""
    longest = dict.fromkeys(max(_PARTS.split(head), key=len) for head in heads)
    return list(dict.fromkeys(piece for part in longest for piece in _PIECE.findall(part)[:3] or [part]))


def key(text: str) -> str:
    """A text for comparing: width, white space and the form of quotation marks folded."""
    return folded(text).translate(_QUOTES)


def _title(things: Things, stated: str) -> tuple[str, int]:
    """The title of an object that the head states, from it or the nearest that holds it, and which that is."""
    for number in range(len(things) - 1, -1, -1):
        thing = things[number]
        own = shape.titles(thing)
        for title in own:
            plain = key(title)
            if plain and plain in stated and (len(plain) >= _SURE or stated.startswith(plain)):
                return title, number
        for title in shape.titles(thing, named=False):
            if len(title) > _SITE and stated.startswith(key(title)):
                return title, number
        if shape.is_titled(thing):
            return "", 0  # another article's
        for title in shape.titles(*_parts(thing, things)):
            if len(title) > _SITE and key(title) in stated:
                return title, number
    return "", 0


def _parts(thing: dict[str, Any], things: Things) -> list[dict[str, Any]]:
    """The objects in one that may say something of it: neither the text's nor things of others."""
    return [v for k, v in thing.items() if isinstance(v, dict) and v is not things[-1] and not is_named(k, "foreign")]


def _found(things: Things, title: str, holder: int, body: shape.Body) -> Found:
    """Title, time and credits of an object, from it or the nearest that holds it."""
    time = ""
    credits: dict[str, str] = {}
    for number in range(len(things) - 1, -1, -1):
        thing = things[number]
        time = time or shape.time(thing, only_published=number < holder)
        for part in _parts(thing, things):
            time = time or shape.time(part, only_published=True)
        for section, label in _LABELS.items():
            if label not in credits and (words := shape.names(thing, section)):
                credits[label] = words
    return Found(title, time, credits, body)


def _whole(things: Things, body: shape.Body, url: str) -> Found | None:
    """An article whose object, or the one that holds it, has a title and a time of its own."""
    for number in range(len(things) - 1, max(-1, len(things) - 3), -1):
        thing = things[number]
        if own := shape.titles(thing) or shape.titles(*_parts(thing, things)):
            found = _found(things[number:], own[0], 0, body)
            return found._replace(is_here=_is_at(thing, url)) if len(own[0]) >= _SURE and found.time else None
    return None


def _is_at(thing: dict[str, Any], url: str) -> bool:
    """Does the address hold its number?"""
    values = {str(value) for value in thing.values() if isinstance(value, str | int)}
    parts = _NUMBER.findall(url.partition("://")[2].partition("/")[2])
    return any(part in values for part in parts if any(map(str.isdecimal, part)))


def _only(others: list[Found], url: str) -> Found | None:
    """The one that the address names, else the only one, if the address looks like an article's."""
    here = [found for found in others if found.is_here]
    if len(here) == 1:
        return here[0]
    return others[0] if len(others) == 1 and PortalUrls(frozenset()).kind(url) == "article" else None
