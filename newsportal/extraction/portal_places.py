"""Where on a portal's pages the time and the text of an article stand, and those of a page on which they are in doubt.

Pages of one template have their times in one element and their texts in another. Where many pages that links bear out
have theirs, each its own, the time of a page stands that says none, or one elsewhere that neither address nor head
confirm: of a broadcast announced over the text, of the column. So does the text of a page on which little else was
taken for one, a hint, a card's summary, or of which other elements hold parts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate, chain
from typing import NamedTuple

from newsportal.extraction.article.body import main_region
from newsportal.extraction.article.date_lines import Reading, date_line
from newsportal.extraction.article.main_region import PARAGRAPHS, MainRegion
from newsportal.extraction.article.other_title import place
from newsportal.extraction.article.surroundings import holder
from newsportal.extraction.document.dates import in_address, machine, possible
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Change, MainContent, Precision
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.extraction.portal_traits import Traits
from newsportal.extraction.titled_page import Document
from newsportal.text.china_time import CHINA
from newsportal.text.keys import words_key

__all__ = ["moved", "noted", "timed"]

_BEFORE, _AFTER = 60, 24
"""Chunks before and after a text in which its time is looked for."""
_LONGEST = 80
"""Characters of a text that states a time and little else."""
_CLOCK = re.compile(r"\d\s?[:：点點时時]\s?(\d\d(?!\d))?")
_PLAIN = re.compile(r"[(（]?(\d{4})(?:年(\d\d)月(\d\d)日\s?|-(\d\d)-(\d\d)\s)(\d\d):(\d\d)(?::[0-5]\d)?[)）]?")
"""Nothing but a time, as most pages write it: where it is the one that is looked for, it need not be read."""
_MINUTE = timedelta(minutes=1)
_SIGNS = ":：点點时時"
_SHORT = 200
"""Characters of a text below which it may be another's."""
_MOST = 8
"""Places of times, and of texts, that are noted of a page."""


class _TimeAt(NamedTuple):
    """A time with its clock that stands near a text."""

    place: int
    time: datetime
    precision: Precision
    minute: int


def noted(traits: Traits, content: MainContent, page: Document, url: str, fetched: datetime | None) -> Traits:
    """The traits, just made, with where time and text stand, and, where these are in doubt, where else they might."""
    assert page.main
    own, minute = content.published, 0
    if own and content.published_precision != "day":
        minute = _minute(own)
    doubtful = own is None or not _is_confirmed(own, page, url)
    found = list(_times(page, url, fetched, None if doubtful else own)) if doubtful or minute else []
    here = {one.place: None for one in found if one.minute == minute}
    others = {one.place: None for one in found if one.place not in here} if doubtful else {}
    short = len(content.text) < _SHORT
    own_box = _own_box(page, page.main)
    boxes = _boxes(page, page.main, own_box, everywhere=short)
    traits.time, traits.short = minute, short
    traits.time_places, traits.other_places = tuple(here)[:_MOST], tuple(others)[:_MOST]
    traits.body = place(page.tree, own_box, "b")
    # Its text is not moved to where it stands already, nor to what stands over a title that is sure.
    first, stands = page.tree.first, page.main.container
    begin = page.title.begin if page.borne_out else -1
    traits.other_bodies = tuple(
        [traits.body if box == stands or first[box] < begin else place(page.tree, box, "b") for box in boxes]
    )
    return traits


def timed(content: MainContent, traits: Traits, page: Document, url: str, portal: PortalMemory) -> MainContent:
    """The article with the time that stands where those of the portal's other pages do, which its evidence names."""
    if not portal.moves_time(traits):
        return content
    known = [one for one in _times(page, url, None) if portal.is_time_place(one.place, one.minute)]
    if len({one.minute for one in known}) != 1 or (content.published and _minute(content.published) == known[0].minute):
        return content
    change = Change(field="published", by="portal", was=str(content.published) if content.published else None)
    told = [change for change in content.evidence if change.field != "published"]
    return replace(content, published=known[0].time, published_precision=known[0].precision, evidence=(*told, change))


def moved(page: Document, traits: Traits, portal: PortalMemory) -> Document:
    """The page with its text where those of the portal's other pages stand, if it is in doubt and just one is there."""
    if not portal.moves_body(traits):
        return page
    assert page.main
    found = _boxes(page, page.main, _own_box(page, page.main), everywhere=traits.short)
    boxes = [box for box in found if portal.is_body(place(page.tree, box, "b"), traits.text)]
    if len(boxes) != 1 or page.tree.first[boxes[0]] < page.title.begin:
        return page
    return page._replace(main=main_region(page.tree, page.lines, page.heading, page.stated, boxes[0]) or page.main)


def _times(page: Document, url: str, fetched: datetime | None, only: datetime | None = None) -> Iterator[_TimeAt]:
    """The times that stand near the text in pieces of text of their own, from the top; `only` that one may be meant."""
    tree, main, reading = page.tree, page.main, Reading(fetched, in_address(url))
    assert main
    sure = _digits(only) if only and (fetched is None or fetched - only >= _MINUTE) else ""
    for begin, end in ((max(0, main.begin - _BEFORE), main.begin + 2), (main.end, main.end + _AFTER)):
        for at in _with_sign(tree.chunks, begin, end):
            chunk = tree.chunks[at]
            if len(chunk) > _LONGEST or not (clock := _CLOCK.search(chunk)):
                continue
            if only and clock[1] and int(clock[1]) != only.minute:
                continue
            line = chunk.strip()
            if only and (found := _PLAIN.fullmatch(line)) and "".join(filter(None, found.groups())) == sure:
                yield _TimeAt(place(tree, holder(tree, at), "d"), only, "minute", words_key(sure))
                continue
            moment = date_line([line], reading)
            if moment and moment.precision != "day" and moment.form == "dated" and possible(moment, fetched):
                yield _TimeAt(place(tree, holder(tree, at), "d"), moment.time, moment.precision, _minute(moment.time))


def _with_sign(chunks: list[str], begin: int, end: int) -> list[int]:
    """Which of the chunks hold a sign of clocks: asked of all at once, for most have none."""
    near = chunks[begin:end]
    text, ends, found = "".join(near), [*accumulate(map(len, near))], set[int]()
    for sign in _SIGNS:
        at = text.find(sign)
        while at >= 0:
            k = bisect_right(ends, at)
            found.add(begin + k)
            at = text.find(sign, ends[k])
    return sorted(found)


def _minute(time: datetime) -> int:
    """A time's minute as a number of 32 bits."""
    return words_key(_digits(time))


def _digits(time: datetime) -> str:
    here = time.astimezone(CHINA)
    return f"{here.year}{here.month:02}{here.day:02}{here.hour:02}{here.minute:02}"


def _is_confirmed(own: datetime, page: Document, url: str) -> bool:
    """Whether address or head state the day of a time."""
    day = own.astimezone(CHINA).date()
    stated = chain((in_address(url),), map(machine, page.meta.published))  # most addresses tell it
    return any(moment and moment.time.astimezone(CHINA).date() == day for moment in stated)


def _own_box(page: Document, main: MainRegion) -> int:
    """The element that holds the paragraphs of the text: that of its longest line."""
    lines = page.lines
    longest = max(lines.within(main.begin, main.end), key=lines.sizes.__getitem__, default=-1)
    return main.container if longest < 0 else _box(page.tree, lines.holder(longest))


def _boxes(page: Document, main: MainRegion, own: int, *, everywhere: bool) -> Iterator[int]:
    """Elements that hold sentences beside its `own`, which holds the most of the text: in its lines, or everywhere."""
    lines, prose, tree = page.lines, page.lines.prose, page.tree
    seen = {own}
    begin = main.lead[0][0] if main.lead else main.begin
    for k in range(len(lines)) if everywhere else lines.within(begin, main.end):
        if (
            prose[k]
            and (box := _box(tree, lines.holder(k))) not in seen
            and len(seen) <= _MOST
            and "。" in lines.text(k)
        ):
            seen.add(box)
            yield box


def _box(tree: Tree, i: int) -> int:
    """The element around an element of paragraphs."""
    tags, parents = tree.tags, tree.parents
    while tags[i] in PARAGRAPHS and parents[i] >= 0:
        i = parents[i]
    return i
