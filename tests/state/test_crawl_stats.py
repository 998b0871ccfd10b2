"""The figures that a crawl is judged by."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsportal.items import Article, Fetch, Sighting, Visit
from newsportal.state import crawl_stats
from newsportal.state.sqlite import SqliteState
from tests.health.crawls import BEGIN, HOME, SPORT, crawl


def sighting(block: str, **values: Any) -> Sighting:
    plain: dict[str, Any] = {"headline": "1", "kind": "new", "portal": "portal", "crawl": "c", "seen": BEGIN}
    words = {"text": "某地发布通知", "full_text": "某地发布通知", "text_from": "shown", "url": HOME, "page": HOME}
    return Sighting(**plain, **words, page_role="hub", block=block, block_role="list", rank=1, **values)


def visited(url: str, role: str, at: datetime, **records: Any) -> Visit:
    """A page that was read."""
    return Visit(url=url, role=role, fetched=at, fetch=Fetch(asked=url, kind=role), **records)


@pytest.mark.parametrize("pages", [1, 3, 100])
def test_figures_count_a_visit_by_kind_block_and_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    monkeypatch.setattr(crawl_stats, "_PAGES", pages)  # after which they are added up
    state = SqliteState(tmp_path / "state.sqlite", schemas=(crawl_stats.SCHEMA,))
    at = BEGIN + timedelta(hours=1)
    article = Article(url=HOME + "1", portal="portal", crawl="c", fetched=at, text="一段正文。", published=BEGIN)
    ahead = sighting("要闻", published=at + timedelta(days=9))
    visits = [
        (visited(HOME, "hub", at, sightings=[ahead, sighting("要闻"), sighting("")]), False),
        (visited(SPORT, "other", at), True),
        (visited(HOME + "1", "article", at, article=article, sightings=[sighting("相关")] * 3), False),
        (visited(HOME + "2", "article", at, article=replace(article, published=None)), False),
    ]
    stats = crawl_stats.CrawlStats(state, "portal")
    for visit, hub in visits:
        state.begin()
        stats.add(visit, hub=hub)
        state.commit()
        if visit.role == "other":  # as another process goes on after a kill
            stats = crawl_stats.CrawlStats(state, "portal")
    counted = crawl(kinds={}, hubs={}, article_blocks={}, articles_read=0)
    state.begin()
    stats.add_unchanged(HOME + "world/")
    stats.add_failed(HOME + "gone/")
    stats.fill(counted)
    assert counted.kinds == {"hub": 1, "other": 1, "article": 2}
    assert counted.hubs == {HOME: {"要闻": 2, "": 1}, SPORT: {"": 0}}
    assert counted.hubs_unchanged == [HOME + "world/"]
    assert counted.hubs_failed == [HOME + "gone/"]
    assert counted.article_blocks == {"相关": [1, 3]}
    assert (counted.articles_read, counted.without_text, counted.without_time) == (2, 0, 1)
    assert counted.newest == BEGIN
    stats.clear()
    empty = crawl(kinds={}, hubs={})
    stats.fill(empty)
    state.commit()
    assert (empty.kinds, empty.hubs) == ({}, {})
