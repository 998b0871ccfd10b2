"""A page as a reader is told of it: in lines for a terminal, or as one line of JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from newsportal.extraction.page import Block, MainContent, Page
from newsportal.text.china_time import CHINA
from newsportal.text.sanitize import clean, plain

_PARAGRAPHS = 3
"""Lines of the main text that are shown."""
_LINE = 60
"""Characters that are shown of each: 120 columns of Chinese."""
_TIME = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "day": "%Y-%m-%d"}
_FIELDS = ("title", "kicker", "subtitle", "original_title", "source", "author", "editor", "dateline")


def as_json(page: Page, place: str) -> str:
    """The page as one line of strict JSON: `place`, where it was read, then all that `Page` has."""
    return json.dumps(plain({"place": place} | asdict(page)), ensure_ascii=False, allow_nan=False)


def lines(page: Page, place: str) -> Iterator[str]:
    """What was read: article and blocks with ranks. `place` is where it was read: an address, a file."""
    yield f"{clean(place)}: {page.kind}, {page.charset}"
    if page.url.startswith("file:"):
        yield _line("address", "unknown, so what is linked by a relative address is left out")
    elif page.url != place:
        yield _line("address", page.url)
    if page.flags:
        yield _line("flags", ", ".join(page.flags))
    if page.article:
        yield from _article(page.article)
    for block in page.blocks:
        yield from _block(block)


def _article(article: MainContent) -> Iterator[str]:
    for name in _FIELDS:
        if value := getattr(article, name):
            yield _line(name.replace("_", " "), value)
    if article.published:
        shown = f"{article.published.astimezone(CHINA):{_TIME[article.published_precision or 'second']}}"
        yield _line("published", f"{shown}, China's time")
    paragraphs = article.text.split("\n") if article.text else []
    yield _line("text", f"{len(article.text):,} characters in {len(paragraphs):,} lines")
    for paragraph in paragraphs[:_PARAGRAPHS]:
        yield f"      {_cut(paragraph)}"
    if len(paragraphs) > _PARAGRAPHS:
        yield "      …"
    if article.images:
        yield _line("images", f"{len(article.images):,}")
    if article.next_page:
        yield _line("next page", article.next_page)


def _block(block: Block) -> Iterator[str]:
    yield f"  {_cut(block.label) or '(no label)'}: {block.role}, {len(block.headlines):,} headlines"
    for headline in block.headlines:
        yield f"  {headline.rank:>4}  {_cut(headline.text)}"


def _line(name: str, value: str) -> str:
    return f"  {name:<15} {clean(value, 1_000)}"


def _cut(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"
