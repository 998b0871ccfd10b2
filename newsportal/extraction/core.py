"""Reading a page, step by step: bytes and an address in, a `Page` out."""

from __future__ import annotations

import gc
from datetime import datetime
from typing import NamedTuple

from newsportal.extraction import page_kind
from newsportal.extraction.article import body as prose
from newsportal.extraction.article.credit_lines import surroundings
from newsportal.extraction.article.credits import credits
from newsportal.extraction.article.images import images
from newsportal.extraction.article.main_region import Main
from newsportal.extraction.article.pagination import Paging, paging
from newsportal.extraction.article.published import published
from newsportal.extraction.article.title import title
from newsportal.extraction.blocks.assemble import blocks
from newsportal.extraction.document import charset as encoding
from newsportal.extraction.document import embedded_json, links, metadata, parser
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import MainContent, Page
from newsportal.extraction.page_quality import flags, is_blocked, is_garbled


class _Reading(NamedTuple):
    """A page taken in: its tree, lines and head, and where its story seems to be."""

    tree: Tree
    lines: Lines
    meta: Metadata
    stated: str
    heading: int
    main: Main | None


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
    page = _reading(parser.parse(decoded.text))
    tree, base = page.tree, links.Base(page.tree, url)
    anchors = links.anchors(tree, base)
    story = page if page.main and page_kind.is_story(tree, page.lines, page.main, page.heading, url) else None
    if not story and (written := embedded_json.story(tree, page.stated)):
        story = _reading(parser.parse(written))
    blocked = is_blocked(tree, page.meta.title, story is not None)
    article = (
        _article(story, base, fetched, paging(tree, anchors, base.url))
        if story and not blocked and not is_garbled(decoded, tree)
        else None
    )
    shown = blocks(tree, page.main if article and story is page else None, anchors, fetched)
    kind = "other" if blocked else page_kind.kind(article is not None, shown, page.lines, page.heading, url)
    return Page(
        url=url,
        kind=kind,
        charset=decoded.charset,
        article=article,
        blocks=shown,
        links=links.links(anchors),
        canonical=links.canonical(tree, base),
        feeds=links.feeds(tree, base),
        refresh=links.refresh(tree, base),
        flags=flags(decoded, tree, blocked=blocked, cut=len(bounded) < len(body)),
    )


def _reading(tree: Tree) -> _Reading:
    lines, meta = Lines(tree), metadata.metadata(tree)
    stated = "".join(" ".join((meta.title, *meta.titles)).split())
    heading = lines.heading(stated)
    return _Reading(tree, lines, meta, stated, heading, prose.story(tree, lines, heading, stated))


def _article(page: _Reading, base: links.Base, fetched: datetime | None, division: Paging) -> MainContent | None:
    """The story of a page, None where it has no heading."""
    tree, main, meta = page.tree, page.main, page.meta
    if not main or not (heading := title(tree, main, meta)).text:
        return None
    place = surroundings(tree, main, heading.end)
    time, precision = published(tree, place, meta, base.url, fetched)
    who = credits(tree, place, heading.text, meta)
    return MainContent(
        title=heading.text,
        text="\n".join(prose.paragraphs(tree, main)),
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
        pages=division.pages,
        next_page=division.next_page,
    )
