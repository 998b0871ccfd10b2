"""The shares of a crawl that are compared with its portal's earlier ones: of articles, of sightings, of requests."""

from __future__ import annotations

from collections.abc import Callable

from newsportal.health import words
from newsportal.items import Crawl

_LIST = 20
"""Sightings that count as one list: those of a list come and go together."""


def _of_articles(crawl: Crawl, found: int | None) -> tuple[int, int]:
    """So many of the articles read; none of none where an earlier version did not count them."""
    return (0, 0) if found is None else (found, crawl.articles_read)


def _of_lists(crawl: Crawl, found: int | None) -> tuple[int, int]:
    """So many of the sightings in blocks, as lists; none of none where an earlier version did not count them."""
    return (0, 0) if found is None else (found // _LIST, sum(crawl.blocks.values()) // _LIST)


SHARES: tuple[tuple[str, str, Callable[[Crawl], tuple[int, int]]], ...] = (
    ("without_text", words.WITHOUT_TEXT, lambda c: (c.without_text, c.articles_read)),
    ("without_time", words.WITHOUT_TIME, lambda c: (c.without_time, c.articles_read)),
    ("shared_titles", words.SHARED_TITLES, lambda c: _of_articles(c, c.shared_titles)),
    ("doubled_paragraphs", words.DOUBLED, lambda c: _of_articles(c, c.doubled_paragraphs)),
    ("dated_by_crawl", words.DATED_BY_CRAWL, lambda c: _of_articles(c, c.dated_by_crawl)),
    ("unmatched", words.UNMATCHED, lambda c: _of_articles(c, c.unmatched)),
    ("unlabelled", words.UNLABELLED, lambda c: _of_lists(c, c.unlabelled)),
    ("mislabelled", words.MISLABELLED, lambda c: _of_lists(c, c.mislabelled)),
    ("other", words.NEITHER, lambda c: (c.kinds.get("other", 0), sum(c.kinds.values()))),
    ("errors", words.ERRORS, lambda c: (sum(c.errors.values()), c.requests)),
)
"""For each share: name of its bound, the words for a reader, and a function to (how many, of how many)."""
