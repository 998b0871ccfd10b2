"""The articles that a crawl stored, read back from what the store has."""

from __future__ import annotations

from collections.abc import Iterator

from newsportal.crawl.session import CrawlSession
from newsportal.items import Article, item_of

__all__ = ["stored"]


def stored(session: CrawlSession, urls: set[str]) -> Iterator[Article]:
    """The articles at these addresses as the open crawl stored them: from the end of what is stored, the newest line.

    An address is taken out of `urls` once it was found. No further is read than to the crawl's first line, which its
    own figures tell: times do not, since other crawls and imports store among its lines what they read at any time.
    """
    counts, crawl = session.counters.crawl, session.memory.crawl.id
    left = counts["articles_new"] + counts["articles_changed"]
    lines = session.store.last("articles")
    while urls and left and (line := next(lines, None)):
        if line["crawl"] != crawl:
            continue
        # What `scrapy reread` stored of an interrupted crawl's pages bears its id and is not among its figures.
        left -= not line.get("reread")
        if line["url"] in urls:
            urls.discard(line["url"])
            yield item_of(Article, line)
