"""How a crawl ends in the books."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newsportal import closing
from newsportal.exits import Exit
from newsportal.ledger import Ledger
from tests.books.crawling import HOME, Books, entry, story

THREE_DAYS = {"NEWSPORTAL_REPEAT_DAYS": 3}


def rows(books: Books, table: str) -> int:
    """How many rows a table has."""
    found = books.ledger.state.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found[0])


def crawl_after(folder: Path, days: int, monkeypatch: pytest.MonkeyPatch) -> Books:
    """A crawl that many days from now, which reads nothing."""
    later = datetime.now().astimezone() + timedelta(days=days)
    monkeypatch.setattr(Ledger, "now", lambda _: later)
    books = Books(folder, **THREE_DAYS)
    closing.end(books.ledger, "finished", Exit.OK)
    return books


def test_a_crawl_forgets_words_behind_the_window_and_articles_that_are_read_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Books(tmp_path, **THREE_DAYS)
    links = "".join(f'<li><a href="/{n}.html">栖川县第{n}座河口大桥今天上午正式通车</a></li>' for n in range(1, 9))
    first.read({HOME: f"<html><body><h2>要闻</h2><ul>{links}</ul></body></html>"}, entry(HOME, "seed", 0))
    first.read({HOME + "1.html": story(1)}, entry(HOME + "1.html"))
    closing.end(first.ledger, "finished", Exit.OK)
    assert (rows(first, "near") > 0, rows(first, "body")) == (True, 1)
    first.ledger.close()
    week = crawl_after(tmp_path, 7, monkeypatch)
    assert (rows(week, "near"), rows(week, "body")) == (0, 1)
    week.ledger.close()
    assert rows(crawl_after(tmp_path, 40, monkeypatch), "body") == 0


def test_the_shell_and_fetch_keep_no_books() -> None:
    with pytest.raises(NotConfigured):
        Ledger.of(get_crawler())
