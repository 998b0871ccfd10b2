"""`scrapy crawl demo` writes what the portal's editors wrote: every article, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsportal.demo.articles import credits
from newsportal.demo.markup import BASE
from newsportal.demo.site import FORBIDDEN, SEARCH, site
from tests.demo.test_reading import text
from tests.run import records, scrapy

SITE = site(articles=70)
"""What the spider shows."""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The lines of articles.jsonl after a first crawl, by address."""
    folder: Path = tmp_path_factory.mktemp("words")
    assert scrapy(folder, "crawl", "demo").returncode == 0
    return {article["url"]: article for article in records(folder, "articles")}


def test_every_article_of_the_portal_is_written_and_nothing_else(articles: dict[str, dict[str, Any]]) -> None:
    assert set(articles) == {BASE + told.path for told in SITE.stories()}
    assert not [url for url in articles if url.startswith((BASE + FORBIDDEN, BASE + SEARCH))]


def test_every_article_is_written_with_all_its_words_the_divided_one_too(articles: dict[str, dict[str, Any]]) -> None:
    for told in SITE.stories():
        written = articles[BASE + told.path]
        assert written["title"] == told.title
        assert written["pages"] == told.pages
        assert written["text"].splitlines() == [line for page in range(told.pages) for line in text(told, page + 1)]


def test_every_article_is_written_with_the_credits_that_its_page_shows(articles: dict[str, dict[str, Any]]) -> None:
    for told in SITE.stories():
        written = articles[BASE + told.path]
        assert {name: written[name] for name in ("source", "author", "editor")} == credits(told)
