"""What is doubtful of an article, as can be said without knowing what is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from newsportal.items import Article
from newsportal.text.china_time import CHINA

_SHORTEST = 30
"""Characters of a paragraph that no text says twice."""
_OLD = timedelta(days=2)
"""How long before it was read a page must be known to exist to be old."""


def doubts(article: Article, modified: str | None = None) -> Iterator[str]:
    """The names of an article's doubts, as a crawl's record has them; `modified`: its page's Last-Modified."""
    if not article.text:
        yield "without_text"
    if not article.published:
        yield "without_time"
    lines = [line for line in (article.text or "").split("\n") if len(line) >= _SHORTEST]
    if len(set(lines)) < len(lines):
        yield "doubled_paragraphs"
    read = article.fetched.astimezone(CHINA).date()
    dated = article.published.astimezone(CHINA).date() if article.published else None
    if dated == read and any(day < read - _OLD for day in _earlier(article.url, modified)):
        yield "dated_by_crawl"


def _earlier(url: str, modified: str | None) -> Iterator[date]:
    """Days on which a page was there: that of its address, and that of which the server says it is."""
    from newsportal.extraction.document.dates import in_address

    if moment := in_address(url):
        yield moment.time.astimezone(CHINA).date()
    try:
        if modified:
            yield parsedate_to_datetime(modified).astimezone(CHINA).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return
