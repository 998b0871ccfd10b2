"""Pages read beside a crawl whose walk is in PostgreSQL: the files are those of a crawl that has all in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsportal.crawl.session import CrawlSession
from tests.crawl.cluster.machines import WEB, files, keep
from tests.crawl.offline import River
from tests.crawl.readers.ahead import NOW, crawl

pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")


def test_a_crawl_that_shares_a_database_has_readers_beside_it_too(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CrawlSession, "now", lambda _: NOW)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
    crawl(tmp_path / "alone", River, WEB, 0)
    crawl(tmp_path, River, WEB, 2, NEWSPORTAL_STATE=database)
    keep(tmp_path / "kept", database)
    assert files(tmp_path / "kept") == files(tmp_path / "alone")
    assert len(files(tmp_path / "kept")["articles.jsonl"].splitlines()) == 5
