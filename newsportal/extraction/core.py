"""Reading a page, step by step: bytes and an address in, a `Page` out."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from newsportal.extraction import page_kind
from newsportal.extraction.article.body import main_region, paragraphs
from newsportal.extraction.article.credit_lines import credit_lines
from newsportal.extraction.article.credits import credits
from newsportal.extraction.article.images import images
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.pagination import Pagination, pagination
from newsportal.extraction.article.published import published
from newsportal.extraction.article.title import title
from newsportal.extraction.blocks.assemble import blocks
from newsportal.extraction.document import charset as encoding
from newsportal.extraction.document import link_carriers, links, metadata, parser, redirects
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded import carriers, headlines
from newsportal.extraction.embedded.article import article as article_in_data
from newsportal.extraction.embedded.markup import markup
from newsportal.extraction.embedded.rest import rest
from newsportal.extraction.embedded.sources import is_shell
from newsportal.extraction.page import Block, Link, MainContent, Page
from newsportal.extraction.page_quality import flags, is_blocked, is_garbled


class _Document(NamedTuple):
    """A page taken in: its tree, lines and head, and where its main text seems to stand."""

    tree: Tree
    lines: Lines
    meta: Metadata
    stated: str
    """The titles that the head states, without white space."""
    heading: int
    """The line that shows one of them, -1 where none does."""
    main: MainRegion | None


def extract(body: bytes, url: str, charset: str | None = None, *, fetched: datetime | None = None) -> Page:
    """What a reader sees on a page. `charset` is the one of its Content-Type, `fetched` when it was read (aware)."""
    collecting = gc.isenabled()
    gc.disable()  # what a reading makes holds no cycles, and to look for some meanwhile costs a twentieth of it
    try:
        return _page(body, url, charset, fetched)
    finally:
        if collecting:
            gc.enable()


def _page(body: bytes, url: str, charset: str | None, fetched: datetime | None) -> Page:
    bounded = parser.bounded(body)
    decoded = encoding.decode(bounded, charset)
    tree = parser.parse(decoded.text)
    if link_carriers.are_closed(tree) and (opened := link_carriers.opened(decoded.text)) != decoded.text:
        tree = parser.parse(opened)
    page, base = _document(tree), links.Base(tree, url, decoded.charset)
    anchors = links.anchors(tree, base)
    told = page if _is_article(page, url) else _hidden(page, decoded.text, url)
    blocked = is_blocked(tree, page.meta.title, told is not None)
    article = (
        _article(told, base, fetched, pagination(tree, anchors, base.url))
        if told and not blocked and not is_garbled(decoded, tree)
        else None
    )
    if article and told is page:
        article = _whole(article, page, base, url)
    around = blocks(tree, page.main if article and told is page else None, anchors, fetched)
    found = links.links(anchors)
    if told is not page and not blocked and sum(len(block.headlines) for block in around) < page_kind.LEAST_HEADLINES:
        around, found = _with_data(around, found, tree, base, fetched)
    kind = "other" if blocked else page_kind.kind(article is not None, around, page.lines, page.heading, url)
    return Page(
        url=url,
        kind=kind,
        charset=decoded.charset,
        article=article,
        blocks=around,
        links=found,
        canonical=links.canonical(tree, base),
        feeds=links.feeds(tree, base),
        refresh=redirects.refresh(tree, base),
        flags=flags(decoded, tree, blocked=blocked, cut=len(bounded) < len(body)),
    )


def _is_article(page: _Document, url: str) -> bool:
    return page.main is not None and page_kind.is_article(page.tree, page.lines, page.main, page.heading, url)


def _hidden(page: _Document, text: bytes, url: str) -> _Document | None:
    """The article of a page that shows none, from its data or from an element that is not shown."""
    if found := article_in_data(page.tree, page.meta, url):
        after = range(page.heading + 1, min(page.heading + 4, len(page.lines))) if page.heading >= 0 else ()
        return _document(parser.parse(markup(found, page.meta, [page.lines.text(k) for k in after])))
    if (page.heading >= 0 or is_shell(page.tree)) and (unpacked := carriers.unpacked(text, page.tree)):
        told = _document(parser.parse(unpacked))
        return told if _is_article(told, url) else None
    return None


def _document(tree: Tree) -> _Document:
    lines, meta = Lines(tree), metadata.metadata(tree)
    stated = "".join(" ".join((meta.title, *meta.titles)).split())
    heading = lines.heading(stated)
    return _Document(tree, lines, meta, stated, heading, main_region(tree, lines, heading, stated))


def _article(page: _Document, base: links.Base, fetched: datetime | None, pages: Pagination) -> MainContent | None:
    """The article of a page, None where it has no heading."""
    tree, main, meta = page.tree, page.main, page.meta
    if not main or not (heading := title(tree, main, meta)).text:
        return None
    around = credit_lines(tree, main, heading.end)
    time, precision = published(tree, around, meta, base.url, fetched)
    who = credits(tree, around, heading.text, meta)
    return MainContent(
        title=heading.text,
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


def _whole(article: MainContent, page: _Document, base: links.Base, url: str) -> MainContent:
    """The article with its whole text, where the markup shows only the beginning of what the page's data hold."""
    if article.pages > 1 or not (found := rest(page.tree, page.meta, url, article.text)):
        return article
    whole = _article(_document(parser.parse(markup(found, page.meta))), base, None, Pagination(1, None))
    return replace(article, text=whole.text, images=whole.images) if whole else article


def _with_data(
    around: tuple[Block, ...], found: tuple[Link, ...], tree: Tree, base: links.Base, fetched: datetime | None
) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
    """The blocks and links of a page that shows hardly any, with those of its data."""
    written = headlines.markup(tree)
    if written is None:
        return around, found
    lists = parser.parse(written)
    anchors = links.anchors(lists, base)
    known = {link.url for link in found}
    return (
        around + blocks(lists, None, anchors, fetched),
        found + tuple(link for link in links.links(anchors) if link.url not in known),
    )
