"""An article's values as a record holds them, and what is missing for it to be one."""

from __future__ import annotations

from typing import Any

from newsportal.items.article import Article
from newsportal.items.fields import lists, texts
from newsportal.text.sanitize import clean, plain

_LONGEST = 200_000
"""Characters of a text that are kept: six times the longest report."""


def tidied(article: Article) -> str | None:
    """Clean and bound an article's texts and lists in place; gives what it lacks to be a record: title, text."""
    kind: Any = type(article)
    for name, keeps_lines in texts(kind).items():
        if value := getattr(article, name):
            setattr(article, name, clean(value, _LONGEST, lines=keeps_lines).strip() or None)
    for name in lists(kind):
        setattr(article, name, plain(getattr(article, name)))
    return lacks(article)


def lacks(article: Article) -> str | None:
    """What a tidied article lacks to be a record: title, text; None where it is one."""
    if not article.title:
        return "title"
    return None if article.text or article.images else "text"
