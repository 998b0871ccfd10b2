"""Pure reading of pages: bytes and an address in, a `Page` out."""

from __future__ import annotations

from datetime import datetime

from newsportal.extraction import body as text
from newsportal.extraction import charset as encoding
from newsportal.extraction import links, recorder, regions
from newsportal.extraction.lines import Lines
from newsportal.extraction.page import MainContent, Page

__all__ = ["Page", "extract"]


def extract(body: bytes, url: str, charset: str | None = None, *, fetched: datetime | None = None) -> Page:
    """What a reader sees on a page. `charset` is the one of its Content-Type, `fetched` when it was read (aware)."""
    decoded = encoding.decode(body, charset)
    tree = recorder.parse(decoded.text)
    base = links.Base(tree, url)
    anchors = links.anchors(tree, base)
    lines = Lines(tree)
    prose = regions.Prose(tree, lines)
    container, mass = regions.container(tree, prose)
    title = " ".join(tree.raws.get(i, "") for i in tree.elements["title"][:1])
    main = text.story(tree, lines, prose, container, title) if mass else None
    article = MainContent(title=title, text="\n".join(text.paragraphs(tree, main))) if main else None
    return Page(
        url=url,
        kind="article" if article else "hub",
        charset=decoded.charset,
        article=article,
        links=links.links(anchors),
        canonical=links.canonical(tree, base),
        feeds=links.feeds(tree, base),
        refresh=links.refresh(tree, base),
    )
