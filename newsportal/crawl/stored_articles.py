"""The articles that a crawl stored, read back from what the store has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from newsportal.crawl.session import CrawlSession
from newsportal.items import Article, item_of

__all__ = ["stored"]

_LONGEST = timedelta(days=1)
"""A crawl that began longer ago stores nothing more: it would not have been resumed."""


def stored(session: CrawlSession, urls: set[str]) -> Iterator[Article]:
    """The articles at these addresses as the open crawl stored them: from the end of what is stored, the newest line.

    An address is taken out of `urls` once it was found.
    """
    crawl = session.memory.crawl
    for line in session.store.last("articles") if urls else ():
        if not urls or _before(session, line):
            return
        if line["crawl"] == crawl.id and line["url"] in urls:
            urls.discard(line["url"])
            yield item_of(Article, line)


def _before(session: CrawlSession, line: dict[str, Any]) -> bool:
    """Whether a line was stored before this crawl began: one of an earlier crawl of the portal, or a day old.

    Other portals' crawls that began earlier store revisions of what they read then, among this one's lines.
    """
    crawl = session.memory.crawl
    if session.spider.archived or line["crawl"] == crawl.id:
        return False
    older = crawl.begin - datetime.fromisoformat(line["fetched"])
    return older > (timedelta(0) if line["portal"] == crawl.portal else _LONGEST)
