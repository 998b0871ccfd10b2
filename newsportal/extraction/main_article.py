"""The article of a page: where it is told, under which title, and its fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from newsportal.extraction import page_kind
from newsportal.extraction.article.body import main_region
from newsportal.extraction.article.credit_lines import credit_lines
from newsportal.extraction.article.credits import credits
from newsportal.extraction.article.heading_line import heading_line
from newsportal.extraction.article.images import images
from newsportal.extraction.article.known_as import called, said
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.pagination import Pagination
from newsportal.extraction.article.paragraphs import paragraphs
from newsportal.extraction.article.published import published
from newsportal.extraction.article.title import Title, title
from newsportal.extraction.document import links, metadata, parser
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded import carriers
from newsportal.extraction.embedded.article import article as article_in_data
from newsportal.extraction.embedded.markup import markup
from newsportal.extraction.embedded.rest import rest
from newsportal.extraction.embedded.sources import is_shell
from newsportal.extraction.page import MainContent, TitleFrom

__all__ = ["Document", "article", "document", "hidden", "shown", "whole"]


_LONG_HEADING = 10
"""Characters of a heading that only links know and that makes a page with little text an article's, not a channel's."""


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


def is_article(page: Document, url: str) -> bool:
    """Whether a page shows an article."""
    return page.main is not None and page_kind.is_article(page.tree, page.lines, page.main, page.heading, url)


def is_plain(page: Document) -> bool:
    """Whether its text has no sentences, so that what the page's data tell comes first."""
    return page.main is not None and page.main.is_plain


def shown(page: Document, url: str, words: tuple[str, ...]) -> Document | None:
    """The page with its title where it shows an article, be it short and under a heading that only links know."""
    if is_article(page, url):
        return titled(page, words)
    heading = heading_line(page.lines, _squeezed(words)) if words else -1
    if heading < 0 or page.lines.sizes[heading] < _LONG_HEADING:
        return None
    main = main_region(page.tree, page.lines, heading, page.stated + _squeezed(words))
    named = page._replace(heading=heading, main=main)
    return titled(named, words) if is_article(named, url) else None


def _squeezed(words: tuple[str, ...]) -> str:
    return "".join(" ".join(words).split())


def titled(page: Document, words: tuple[str, ...]) -> Document:
    """An article's page with its title: what it says by itself, unless links say another line over its text."""
    tree, lines, main = page.tree, page.lines, page.main
    own = title(tree, main, page.meta, lines.starts[page.heading] if page.heading >= 0 else -1)
    page = page._replace(title=own, title_from="heading" if own.begin >= 0 else "stated")
    if main is None or not words or (own.text and said(own.text, words)):
        return page
    heading = heading_line(lines, _squeezed(words))
    if heading >= 0:  # a text begins after its heading
        main = main_region(tree, lines, heading, page.stated + _squeezed(words)) or main
    found = called(tree, main, words, own.text)
    return page._replace(main=main, title=found, title_from="link") if found else page


def hidden(page: Document, text: bytes, url: str, words: tuple[str, ...]) -> Document | None:
    """The article of a page that shows none, from its data or from an element that is not shown."""
    told = _unpacked(page, text, url)
    if told is None:
        return None
    told = titled(told, words)
    return told if told.title_from == "link" else told._replace(title_from="embedded")


def _unpacked(page: Document, text: bytes, url: str) -> Document | None:
    if found := article_in_data(page.tree, page.meta, url):
        after = range(page.heading + 1, min(page.heading + 4, len(page.lines))) if page.heading >= 0 else ()
        return document(parser.parse(markup(found, page.meta, [page.lines.text(k) for k in after])))
    if (page.heading >= 0 or is_shell(page.tree)) and (unpacked := carriers.unpacked(text, page.tree)):
        told = document(parser.parse(unpacked))
        return told if is_article(told, url) else None
    return None


def document(tree: Tree) -> Document:
    """A page taken in."""
    lines, meta = Lines(tree), metadata.metadata(tree)
    stated = "".join(" ".join((meta.title, *meta.titles)).split())
    heading = heading_line(lines, stated)
    return Document(tree, lines, meta, stated, heading, main_region(tree, lines, heading, stated))


def article(page: Document, base: links.Base, fetched: datetime | None, pages: Pagination) -> MainContent | None:
    """The article of a page whose title was looked for, None where it has none."""
    tree, main, meta, heading = page.tree, page.main, page.meta, page.title
    if not main or not heading.text:
        return None
    around = credit_lines(tree, main, heading.end)
    time, precision = published(tree, around, meta, base.url, fetched)
    who = credits(tree, around, heading.text, meta)
    return MainContent(
        title=heading.text,
        title_from=page.title_from,
        text="\n".join(paragraphs(tree, main)),
        published=time,
        published_precision=precision,
        source=who.source,
        author=who.author,
        editor=who.editor,
        dateline=who.dateline,
        original_title=who.original_title,
        kicker=heading.kicker,
        subtitle=heading.subtitle,
        images=images(tree, page.lines, main, base),
        pages=pages.pages,
        next_page=pages.next_page,
    )


def whole(shown: MainContent, page: Document, base: links.Base, url: str) -> MainContent:
    """The article with its whole text, where the markup shows only the beginning of what the page's data hold."""
    if shown.pages > 1 or not (found := rest(page.tree, page.meta, url, shown.text)):
        return shown
    held = article(titled(document(parser.parse(markup(found, page.meta))), ()), base, None, Pagination(1, None))
    return replace(shown, text=held.text, images=held.images) if held else shown
