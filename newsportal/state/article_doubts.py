"""What is doubtful of an article, as can be said without knowing what is right."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from newsportal.items import Article
from newsportal.text.china_time import day_of

_SHORTEST = 30
"""Characters of a paragraph that no text says twice."""
_OLD = 2
"""Days before it was read on which a page must be known to exist to be old."""


def doubts(article: Article, modified: str | None = None) -> Iterator[str]:
    """The names of an article's doubts, as a crawl's record has them; `modified`: its page's Last-Modified."""
    if not article.text:
        yield "without_text"
    if not article.published:
        yield "without_time"
    lines = [line for line in (article.text or "").split("\n") if len(line) >= _SHORTEST]
    if len(set(lines)) < len(lines):
        yield "doubled_paragraphs"
    if not article.published or day_of(article.published) != (read := day_of(article.fetched)):
        return
    if any(day < read - _OLD for day in _earlier(article.url, modified)):
        yield "dated_by_crawl"


def _earlier(url: str, modified: str | None) -> Iterator[int]:
    """Days on which a page was there: that of its address, and that of which the server says it is."""
    from newsportal.extraction.document.dates import in_address

    if moment := in_address(url):
        yield day_of(moment.time)
    try:
        if modified:
            yield day_of(parsedate_to_datetime(modified))
    except (ValueError, TypeError, OverflowError, IndexError):
        return
