"""What an article's page tells of its portal, and what the portal's other pages take out of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.other_title import next_titles, place
from newsportal.extraction.article.surroundings import holder
from newsportal.extraction.document.stated_title import plain_title
from newsportal.extraction.page import Change, MainContent
from newsportal.extraction.portal_memory import PortalMemory, line_key, title_key
from newsportal.extraction.portal_traits import Traits
from newsportal.extraction.titled_page import Document, text_key

__all__ = ["changes", "cleaned", "edges", "taken", "traits", "without_returning"]

HEADINGS, LONGEST_HEADING = 6, 60
"""Headings of a page that are remembered, and the characters of one."""
NEXT = 3
"""Lines over the text that are remembered of a page whose title no link bears out: they might be taken for it."""
FIRST, LAST = 2, 4
"""Lines at either end of a text that may be the portal's."""
SHORTEST_LINE, LONGEST_LINE = 6, 300
"""Characters of such a line."""
MOST_TAKEN = 0.5
"""Share of a text that is taken away at most."""
_WAS = 300
"""Characters that are told of what a field said before."""
_TOLD = ("title", "kicker", "subtitle", "published", "source", "author", "editor", "dateline", "original_title", "text")


def traits(alone: Document, content: MainContent, told: Document) -> Traits:
    """What a page tells of its portal: read `alone`, which gave that `content`, and `told` under its title."""
    main = alone.main
    assert main
    named = told.title_from == "link" and told.by == "links"
    shown = told.title if named else alone.title
    return Traits(
        text=text_key(alone.lines, main),
        title=alone.title.text,
        titles=_titles(alone, main),
        next_titles=() if alone.borne_out else _next_titles(alone, main),
        lines=tuple(edges(content.text)),
        place=place(alone.tree, holder(alone.tree, shown.begin)) if shown.begin >= 0 else 0,
        borne_out=alone.borne_out,
        named=named,
    )


def _titles(page: Document, main: MainRegion) -> tuple[int, ...]:
    """What might be taken for the title: what the page says by itself, headings over the text, the head's titles."""
    tree = page.tree
    over = (i for tag in ("h1", "h2", "h3") for i in tree.elements[tag][:HEADINGS] if tree.last[i] <= main.begin + 1)
    shown = [tree.text(i) for i in over if tree.sizes[i] <= LONGEST_HEADING]
    words = dict.fromkeys((page.title.text, *shown[:HEADINGS], plain_title(page.meta), *page.meta.titles[:1]))
    return tuple(dict.fromkeys(title_key(line) for line in words if line))


def _next_titles(page: Document, main: MainRegion) -> tuple[int, ...]:
    lines = next_titles(page.tree, main, page.meta, NEXT)
    return tuple(title_key(line.text) for line in lines)


def edges(text: str) -> Iterator[int]:
    """The first and last lines of a text as things of the portal's memory."""
    lines = text.split("\n")
    for line in dict.fromkeys([*lines[:FIRST], *lines[-LAST:]]):
        if SHORTEST_LINE <= len(line) <= LONGEST_LINE:
            yield line_key(line)


def without_returning(text: str, key: int, portal: PortalMemory) -> str:
    """The text without the lines at its ends that return under many of the portal's other texts."""
    lines = text.split("\n")
    end = len(lines)
    while end > 1 and _returns(lines[end - 1], key, portal):
        end -= 1
    begin = 0
    while begin < end - 1 and _returns(lines[begin], key, portal):
        begin += 1
    kept = "\n".join(lines[begin:end])
    return kept if len(kept) >= (1 - MOST_TAKEN) * len(text) else text


def _returns(line: str, key: int, portal: PortalMemory) -> bool:
    return SHORTEST_LINE <= len(line) <= LONGEST_LINE and portal.returns(line_key(line), key)


def changes(alone: MainContent | None, read: MainContent, by: Literal["links", "portal"]) -> tuple[Change, ...]:
    """What was read otherwise than by the page alone, which gave no article at all where `alone` is None."""
    found = []
    for name in _TOLD:
        was, now = (getattr(content, name, None) for content in (alone, read))
        if was != now:
            found.append(Change(field=name, by=by, was=None if was is None or name == "text" else str(was)[:_WAS]))
    return tuple(found)


def cleaned(read: MainContent, key: int, portal: PortalMemory) -> MainContent:
    """The article without lines that are the portal's, which its evidence names."""
    kept = without_returning(read.text, key, portal)
    if kept == read.text:
        return read
    told = [change for change in read.evidence if change.field != "text"]
    return replace(read, text=kept, evidence=(*told, taken(read.text, kept)))


def taken(text: str, kept: str) -> Change:
    """What to say of a text of which only that was kept."""
    return Change(field="text", by="portal", was=text.replace(kept, "", 1).strip("\n")[:_WAS])
