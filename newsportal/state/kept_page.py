"""What is told of a page that is kept until its crawl ends, as JSON: all but the page itself."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

import orjson

from newsportal.items import Article, Kept, item_of, record

_ABOUT, _ARTICLE = [field.name for field in fields(Kept) if field.name != "body"], "article"


def told(page: Kept, known: Article | None) -> str:
    """What is told of a page, and its article where that was known as it is, so that no file of the crawl has it."""
    article = {_ARTICLE: record(known)} if known else {}
    return orjson.dumps({name: getattr(page, name) for name in _ABOUT} | article).decode()


def page(about: str) -> Kept:
    """The page, without its bytes."""
    values = orjson.loads(about)
    values.pop(_ARTICLE, None)
    return Kept(**values | {"fetched": datetime.fromisoformat(values["fetched"]), "body": b""})


def known(about: str | None) -> Article | None:
    """Its article where that was known as it is."""
    values = orjson.loads(about or "{}")
    return item_of(Article, values[_ARTICLE]) if _ARTICLE in values else None
