"""A page taken in, and its article's title: its own, unless links or the portal's other pages say otherwise."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from newsportal.extraction import page_kind
from newsportal.extraction.article.body import main_region
from newsportal.extraction.article.heading_line import heading_line
from newsportal.extraction.article.known_as import called, names, said
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.other_title import other_title
from newsportal.extraction.article.title import Title, title
from newsportal.extraction.document import metadata
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import TitleFrom
from newsportal.extraction.portal_memory import PortalMemory, line_key
from newsportal.text.keys import words_key

__all__ = ["Beside", "Document", "document", "is_article", "is_named", "is_plain", "shown", "text_key", "titled"]

_LONG_HEADING = 10
"""Characters of a heading that only links know and that makes a page with little text an article's, not a channel's."""


_OWN_LINE, _LINES_OF_SHORT = 60, 3
"""Characters of a line that tells a text from others, and how many lines of its page tell one without such a line."""


class Document(NamedTuple):
    """A page taken in: its tree, lines and head, and where its main text seems to stand."""

    tree: Tree
    lines: Lines
    meta: Metadata
    stated: str
    """The titles that the head states, without white space."""
    heading: int
    """The line that shows one of them, -1 where none does."""
    main: MainRegion | None
    title: Title = Title(text="")
    """Its title, once it was looked for."""
    title_from: TitleFrom = "heading"
    """Where that was read."""
    alone: Document | None = None
    """The page as read by itself, where links or the portal's other pages decide its title."""
    by: Literal["links", "portal"] = "links"
    """Which of them does."""
    in_data: bool = False
    """Whether it was written from the data of the page that was asked for."""
    borne_out: bool = False
    """Whether a link says the title that the page says by itself."""


class Beside(NamedTuple):
    """What is known of a page beside its bytes."""

    words: tuple[str, ...] = ()
    """The words of the links to it that can be a title: where one says its own, that stands."""
    portal: PortalMemory | None = None
    """What is remembered of its portal."""

    @property
    def names(self) -> tuple[str, ...]:
        """Those of them that may name it."""
        return names(self.words)

    @property
    def squeezed(self) -> str:
        """These without white space."""
        return "".join(" ".join(self.names).split())


def is_article(page: Document, url: str) -> bool:
    """Whether a page shows an article."""
    return page.main is not None and page_kind.is_article(page.tree, page.lines, page.main, page.heading, url)


def is_plain(page: Document) -> bool:
    """Whether its text has no sentences, so that what the page's data tell comes first."""
    return page.main is not None and page.main.is_plain


def is_named(page: Document) -> bool:
    """Whether links or the portal's other pages give it its title, or make it an article."""
    return page.alone is not None or page.title_from == "link"


def shown(page: Document, url: str, beside: Beside) -> Document | None:
    """The page with its title where it shows an article, be it short and under a heading that only links know."""
    if is_article(page, url):
        return titled(page, beside)
    heading = heading_line(page.lines, beside.squeezed) if beside.names else -1
    if heading < 0 or page.lines.sizes[heading] < _LONG_HEADING:
        return None
    named = _headed(page, heading, beside)
    if not is_article(named, url) or not named.main or not _has_sentence(page.tree, named.main):  # a form has none
        return None
    return titled(named, beside)._replace(title_from="link")


def _has_sentence(tree: Tree, main: MainRegion) -> bool:
    return any("。" in chunk for chunk in tree.chunks[main.begin : main.end])


def _headed(page: Document, heading: int, beside: Beside) -> Document:
    """The page with its text under another heading."""
    main = main_region(page.tree, page.lines, heading, page.stated + beside.squeezed)
    return page._replace(heading=heading, main=main or page.main)


def titled(page: Document, beside: Beside) -> Document:
    """An article's page with its title: its own, unless links or the portal's other pages say otherwise."""
    own = title(page.tree, page.main, page.meta, page.lines.starts[page.heading] if page.heading >= 0 else -1)
    borne_out = bool(own.text and beside.words) and said(own.text, beside.words)
    alone = page._replace(title=own, title_from="heading" if own.begin >= 0 else "stated", borne_out=borne_out)
    if page.main is None or borne_out:
        return alone
    return _called(alone, beside) or _other(alone, beside) or alone


def _called(alone: Document, beside: Beside) -> Document | None:
    """The page under the title that links give it."""
    words = beside.names
    if not words:
        return None
    heading = heading_line(alone.lines, beside.squeezed)
    page = alone if heading < 0 else _headed(alone, heading, beside)
    found = called(page.tree, page.main, words, alone.title.text) if page.main else None
    if not found:
        return None
    if heading < 0:  # the words are cut short or others
        page = _headed(page, bisect_right(page.lines.starts, found.begin) - 1, beside)
    return page._replace(title=found, title_from="link", alone=alone)


def _other(alone: Document, beside: Beside) -> Document | None:
    """The page under another title than its own, where that is the portal's."""
    main, portal = alone.main, beside.portal
    if not main or not portal:
        return None
    text = text_key(alone.lines, main)
    if not portal.is_portals(alone.title.text, text):
        return None
    main = _beyond(alone, main, portal, text) or main
    found = other_title(alone.tree, main, alone.meta, beside.names, portal, text)
    if not found:
        return None
    where: TitleFrom = "heading" if found.begin >= 0 else "link"
    return alone._replace(main=main, title=found, title_from=where, alone=alone, by="portal")


def _beyond(page: Document, main: MainRegion, portal: PortalMemory, text: int) -> MainRegion | None:
    """The text after lines that were taken for it and are all the portal's: a column's introduction."""
    lines = page.lines
    inside = lines.within(main.begin, main.end)
    if not inside or not all(portal.returns(line_key(lines.text(k)), text) for k in inside):
        return None
    return main_region(page.tree, lines, inside[-1], page.stated)


def document(tree: Tree) -> Document:
    """A page taken in."""
    lines, meta = Lines(tree), metadata.metadata(tree)
    stated = "".join(" ".join((meta.title, *meta.titles)).split())
    heading = heading_line(lines, stated)
    return Document(tree, lines, meta, stated, heading, main_region(tree, lines, heading, stated))


def text_key(lines: Lines, main: MainRegion) -> int:
    """A text as a number: its longest line or, where all are short and might be the portal's, those of the page."""
    longest = max(lines.within(main.begin, main.end), key=lines.sizes.__getitem__, default=-1)
    if longest >= 0 and lines.sizes[longest] >= _OWN_LINE:
        return words_key(lines.text(longest))
    prose = sorted(range(len(lines)), key=lines.prose.__getitem__, reverse=True)[:_LINES_OF_SHORT]
    return words_key("\n".join(lines.text(k) for k in prose))
