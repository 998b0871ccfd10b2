"""A page as a reader is told of it: in lines for a terminal, or as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from newsportal.extraction.page import Block, MainContent, Page
from newsportal.messages import counted, listed, marked, row, say
from newsportal.text.china_time import CHINA
from newsportal.text.sanitize import clean, plain

_PARAGRAPHS = 3
"""Lines of the main text that are shown."""
_LINE = 60
"""Characters that are shown of each: 120 columns of Chinese."""
_TIME = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "day": "%Y-%m-%d"}
_FIELDS = {
    "title": marked("title"),
    "kicker": marked("kicker"),
    "subtitle": marked("subtitle"),
    "original_title": marked("original title"),
    "source": marked("source"),
    "author": marked("author"),
    "editor": marked("editor"),
    "dateline": marked("dateline"),
}
"""The fields of an article that are shown, each with its name for a reader."""
_KINDS = marked("article"), marked("hub"), marked("other")
_ROLES = marked("related"), marked("ranking"), marked("latest"), marked("recommended"), marked("list")
"""What pages and blocks are, as the records name it."""


def as_json(page: Page, place: str) -> str:
    """The page as one line of strict JSON: `place`, where it was read, then all that `Page` has but its traits."""
    told = {"place": place} | asdict(page)
    del told["traits"]  # numbers that mean something only beside those of other pages
    return json.dumps(plain(told), ensure_ascii=False, allow_nan=False)


def lines(page: Page, place: str) -> Iterator[str]:
    """What was read: article and blocks with ranks. `place` is where it was read: an address, a file."""
    yield say(": ").join((clean(place), listed([say(page.kind), page.charset])))
    if page.url.startswith("file:"):
        yield _line(say("address"), say("unknown, so what is linked by a relative address is left out"))
    elif page.url != place:
        yield _line(say("address"), page.url)
    if page.flags:
        yield _line(say("flags"), ", ".join(page.flags))
    if page.article:
        yield from _article(page.article)
    for block in page.blocks:
        yield from _block(block)


def _article(article: MainContent) -> Iterator[str]:
    for field, name in _FIELDS.items():
        if value := getattr(article, field):
            yield _line(say(name), value)
    if article.published:
        shown = f"{article.published.astimezone(CHINA):{_TIME[article.published_precision or 'second']}}"
        yield _line(say("published"), say("{time}, China's time", time=shown))
    paragraphs = article.text.split("\n") if article.text else []
    figures = {"characters": len(article.text), "lines": len(paragraphs)}
    yield _line(say("text"), say("{characters:,} characters in {lines:,} lines", **figures))
    for paragraph in paragraphs[:_PARAGRAPHS]:
        yield f"      {_cut(paragraph)}"
    if len(paragraphs) > _PARAGRAPHS:
        yield "      …"
    if article.images:
        yield _line(say("images"), f"{len(article.images):,}")
    if article.next_page:
        yield _line(say("next page"), article.next_page)


def _block(block: Block) -> Iterator[str]:
    words = counted(
        "{label}: {role}, {n:,} headline",
        "{label}: {role}, {n:,} headlines",
        len(block.headlines),
        label=_cut(block.label) or say("(no label)"),
        role=say(block.role),
    )
    yield f"  {words}"
    for headline in block.headlines:
        yield f"  {headline.rank:>4}  {_cut(headline.text)}"


def _line(name: str, value: str) -> str:
    return row(name, clean(value, 1_000), 15)


def _cut(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"
