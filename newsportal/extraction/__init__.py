"""Pure reading of pages: bytes and an address in, a `Page` out."""

from __future__ import annotations

from datetime import datetime

from newsportal.extraction import body as text
from newsportal.extraction import charset as encoding
from newsportal.extraction import kinds, links, metadata, recorder
from newsportal.extraction.credits import credits
from newsportal.extraction.headlines import blocks
from newsportal.extraction.lines import Lines
from newsportal.extraction.metadata import Metadata
from newsportal.extraction.page import MainContent, Page
from newsportal.extraction.published import published
from newsportal.extraction.regions import Main
from newsportal.extraction.title import title
from newsportal.extraction.tree import Tree

__all__ = ["Page", "extract"]


def extract(body: bytes, url: str, charset: str | None = None, *, fetched: datetime | None = None) -> Page:
    """What a reader sees on a page. `charset` is the one of its Content-Type, `fetched` when it was read (aware)."""
    decoded = encoding.decode(body, charset)
    tree = recorder.parse(decoded.text)
    base = links.Base(tree, url)
    anchors = links.anchors(tree, base)
    meta = metadata.metadata(tree)
    lines = Lines(tree)
    stated = "".join(" ".join((meta.title, *meta.titles)).split())
    heading = lines.heading(stated)
    main = text.story(tree, lines, heading, stated)
    kind = kinds.kind(tree, lines, main, heading, url)
    if kind != "article":
        main = None
    return Page(
        url=url,
        kind=kind,
        charset=decoded.charset,
        article=_article(tree, main, meta, url, fetched) if main else None,
        blocks=blocks(tree, main, anchors, fetched),
        links=links.links(anchors),
        canonical=links.canonical(tree, base),
        feeds=links.feeds(tree, base),
        refresh=links.refresh(tree, base),
    )


def _article(tree: Tree, main: Main, meta: Metadata, url: str, fetched: datetime | None) -> MainContent:
    heading = title(tree, main, meta)
    time, precision = published(tree, main, heading, meta, url, fetched)
    who = credits(tree, main, heading, meta)
    return MainContent(
        title=heading.text,
        text="\n".join(text.paragraphs(tree, main)),
        published=time,
        published_precision=precision,
        source=who.source,
        author=who.author,
        editor=who.editor,
        dateline=who.dateline,
        original_title=who.original_title,
        kicker=heading.kicker,
        subtitle=heading.subtitle,
    )
