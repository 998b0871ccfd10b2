"""What is told of a page that is kept until its crawl ends, as JSON: all but the page itself."""

from __future__ import annotations

from datetime import datetime

import orjson

from newsportal.items import Article, Kept, item_of, record

_SAME, _ARTICLE = ("url", "asked", "address"), "article"
"""Of a page what is mostly the address under which its article is kept: else it is told."""


def told(page: Kept, url: str, known: Article | None = None) -> str:
    """What is told of the page of an article at an address, and that where it was known as it is, so that no file of
    the crawl has it."""
    values = {"charset": page.charset, "fetched": page.fetched, "words": page.words, "own_title": page.own_title}
    values.update((name, value) for name in _SAME if (value := getattr(page, name)) != url)
    if page.title != page.own_title:
        values["title"] = page.title
    article = {_ARTICLE: record(known)} if known else {}
    return orjson.dumps(values | article).decode()


def page(about: str, url: str) -> Kept:
    """The page, without its bytes."""
    values = dict.fromkeys(_SAME, url) | orjson.loads(about)
    values.setdefault("title", values["own_title"])
    values.pop(_ARTICLE, None)
    return Kept(**values | {"fetched": datetime.fromisoformat(values["fetched"]), "body": b""})


def known(about: str | None) -> Article | None:
    """Its article where that was known as it is."""
    values = orjson.loads(about or "{}")
    return item_of(Article, values[_ARTICLE]) if _ARTICLE in values else None
