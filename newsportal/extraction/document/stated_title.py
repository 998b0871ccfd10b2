"""The title that a page's head states, without the names of site and channel: 开港_经济频道_松屿新闻网 → 开港."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from newsportal.extraction.document.metadata import Metadata
from newsportal.text.strings import folded
from newsportal.text.wordlists import either, listed

__all__ = ["is_site", "plain_title", "without_keywords"]

_SPLIT = re.compile(r" ?[_|｜│丨︱┃]+ ?| [-–—]+ |-{2,}| ?-(?=[^-]{2,16}$)| (?:[»›・•@/·:：]|:::?) | ?» ?")
"""What parts heading, channel and site."""
_STRONG = frozenset("_|｜│丨︱┃")
"""A title's last part behind one of these is cut; behind another sign only where it names a site."""
_DASHES = frozenset("-–—")
_LEAD = re.compile(r"^(?:【[^】]{2,12}】|[^-_|]{2,12}(?:[报報]|[网網]|[数數][位字]?[报報]|[电電]子版|新[闻聞])[-_|])")
_SITE = re.compile(rf"{either(listed('credits.txt')['site-endings'])}$", re.I)
_HOST = re.compile(r"\A(?:[\w-]+\.)+[a-z]{2,}", re.I)
_LONGEST_SITE, _LONGEST_PART = 12, 24
_MOST_PARTS = 8
"""Names of channels and site that are cut from a title, at most."""
_STOP = "，。？！；：、“”‘’「」"
_KEYWORDS = re.compile(r"(?<![-_|–—]) ?[-_|–—] ?[^\W_]{2,10}(?:[,，][^\W_]{2,10}){2,7}\Z")
_MOST_LOW = 3
"""Low lines of a title that are left from which on what follows the first is keywords."""
_LEAST = 6
"""Characters of a title before its keywords."""


def without_keywords(title: str) -> str:
    """A title without three or more keywords behind it: 老码头重新启用-渡口,码头,轮渡."""
    found = _KEYWORDS.search(title, _LEAST)
    return title[: found.start()] if found else title


@lru_cache(16)  # asked for its own sake and for what the page tells of its portal
def plain_title(meta: Metadata) -> str:
    """The title that the head states, without keywords, site and channel; "" where it states none."""
    return without_keywords(_plain(meta))


def _plain(meta: Metadata) -> str:
    shared = next((words for words in meta.titles if not is_site(words, meta)), "")
    if not shared and is_site(meta.title, meta):
        return max((meta.title, *meta.titles), key=len)
    within = folded(shared) in folded(meta.title)
    if not meta.title or (shared and folded(shared) != folded(meta.title) and (within or is_site(meta.title, meta))):
        return _without_site(shared, meta, sure=True)
    return _first(_without_site(_LEAD.sub("", meta.title) or meta.title, meta, sure=False))


def _first(text: str) -> str:
    """The first part of a title that goes on with keywords, each behind a low line: 开港_开港时间_开港在哪_渡口."""
    parts = text.split("_")
    return parts[0].strip() if len(parts) > _MOST_LOW and len(parts[0].strip()) >= _LEAST else text


def _without_site(text: str, meta: Metadata, *, sure: bool) -> str:
    """A title without its last parts, as far as they name site or channel; with `sure` only where they say so."""
    text = _without_slogan(text, meta)
    for _ in range(_MOST_PARTS):
        cuts = list(_SPLIT.finditer(text))
        if not cuts or cuts[-1].start() < 4:
            return text
        start, tail, sign = cuts[-1].start(), text[cuts[-1].end() :], cuts[-1].group().strip()
        if any(c in _STOP for c in tail) or len(tail) > _LONGEST_PART:
            return text
        if not (_SITE.search(tail) or tail in meta.site) and (sure or not _may_be_channel(sign, start, len(tail))):
            return text
        text = text[:start].strip()
    return text


def _without_slogan(text: str, meta: Metadata) -> str:
    """A title without what follows the site's name, where most of it stands before that: 开港 | 松屿网 | 及时.

    Without the site's name itself where that comes first."""
    cuts = list(_SPLIT.finditer(text))
    if cuts and cuts[0].group().strip() in _STRONG and is_site(text[: cuts[0].start()], meta):
        return text[cuts[0].end() :]
    for one, other in pairwise(cuts):
        part = text[one.end() : other.start()]
        if len(part) <= _LONGEST_PART and (_SITE.search(part) or part in meta.site):
            return text[: other.start()] if one.start() > len(text) - other.end() else text
    return text


def _may_be_channel(sign: str, heading: int, part: int) -> bool:
    """Can a part of so many characters behind that sign be a channel's name, and none of the heading's own?"""
    if set(sign) <= _STRONG:
        return part < heading or "_" in sign
    return set(sign) <= _DASHES and (len(sign) > 1 or heading >= part * 2)


def is_site(words: str, meta: Metadata) -> bool:
    """Whether a title is only the site's name or its host's, or the last part of the page's <title>."""
    if words in meta.site or _HOST.fullmatch(words):
        return True
    return len(words) <= _LONGEST_SITE and (
        _SITE.search(words) is not None or (words != meta.title and re.split(_SPLIT, meta.title)[-1] == words)
    )
