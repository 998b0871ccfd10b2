"""What a crawl reads back of what it stored, at its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsportal.crawl.stored_articles import stored
from newsportal.output.jsonl_store import JsonLinesStore
from tests.archive import made
from tests.archive.offline import imported
from tests.crawl.offline import OfflineCrawl
from tests.crawl.test_second_reading import PORTAL, Other, Weilan, end, lines, read


def test_an_import_that_stores_under_way_hides_none_of_a_crawls_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = read(tmp_path / "both", 1)
    monkeypatch.setattr(made, "START", datetime(2001, 3, 5, tzinfo=UTC))
    page = made.record("http://old.example/2001/03/05/c_1.html", made.answer(made.page("海棠江大桥今天建成通车")))
    imported(tmp_path / "both", made.archives(tmp_path / "archives", [page], 1))
    assert lines(tmp_path / "both")[-1]["fetched"].startswith("2001")
    assert end(crawl).articles_reread == end(read(tmp_path / "alone", 1)).articles_reread


@pytest.mark.parametrize("resumed", [False, True])
def test_a_crawl_reads_no_further_back_than_to_its_first_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resumed: bool
) -> None:
    end(read(tmp_path, 1, Other))
    crawl = read(tmp_path, 1)
    if resumed:
        crawl.session.close()
        crawl = OfflineCrawl(tmp_path, Weilan)
        assert crawl.session.memory.crawl.starts == 2
    looked_at, last = [], JsonLinesStore.last

    def looking(store: JsonLinesStore, kind: str) -> Iterator[Any]:
        for line in last(store, kind):
            looked_at.append(line["portal"])
            yield line

    monkeypatch.setattr(JsonLinesStore, "last", looking)
    assert not [*stored(crawl.session, {"http://www.weilan.example/nowhere"})]
    assert looked_at == [crawl.session.portal] * len(PORTAL.truth)
