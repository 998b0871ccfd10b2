"""Rows of articles, and what is asked of them."""

from __future__ import annotations

from array import array
from typing import Any

from newsportal.dedup.fingerprint import Body
from newsportal.dedup.model import KnownArticle, KnownStory

COLUMNS = "key, headline, story, day, claimed, portal, url, title, hash, length, han, signature, sentences, numbers"
"""What is kept of an article."""
INSERT = f"INSERT INTO article ({COLUMNS}, seen, claims, source) VALUES ({','.join('?' * 17)})"
"""The same, with the story that it opened."""
STORIES = (
    "SELECT DISTINCT coalesce(story.seen, first.seen) AS seen, article.story FROM sentence"
    " JOIN article ON article.key = sentence.body LEFT JOIN story ON story.key = article.story"
    " LEFT JOIN article AS first ON first.key = article.story"
    " WHERE sentence.key IN ({}) AND coalesce(story.seen, first.seen) IS NOT NULL ORDER BY 1, 2 LIMIT ?"
)
"""The oldest stories of articles with some sentences, as many as are to be put in."""
STORY = (
    "SELECT key, body, length, seen, claimed, source FROM story WHERE key = ?1 UNION ALL"
    " SELECT key, key, length, seen, claims, source FROM article WHERE key = ?1 AND seen IS NOT NULL LIMIT 1"
)
"""A story by its id: as others told it since, else as the article that opened it."""
OF_HEADLINE = (
    f"SELECT {COLUMNS} FROM article WHERE key = ?1 AND headline = ?1 AND key <> ?2 UNION ALL"
    f" SELECT {COLUMNS} FROM article WHERE headline = ?1 AND headline <> key AND key <> ?2 ORDER BY day, key"
)
"""The articles of a headline but the one at an address."""


def article_of(row: Any) -> KnownArticle:
    """The article that a row holds."""
    *plain, length, han, signature, sentences, numbers = row
    body = Body(length, han, array("I", signature), array("q", sentences), frozenset(numbers.split()))
    key, headline, story, day, claimed, portal, url, title, content = plain
    return KnownArticle(key, headline, story, day, claimed, portal, url, title, content, body)


def row_of(article: KnownArticle, own: KnownStory | None) -> tuple[Any, ...]:
    """The row of an article, with the story that it opened, if it did."""
    told = (own.seen, own.claimed, own.source) if own else (None, None, None)
    return (
        *(article.key, article.headline, article.story, article.day, article.claimed, article.portal, article.url),
        *(article.title, article.hash, *article.body.stored(), *told),
    )
