"""What articles tell, and their pages, come back at a crawl's end as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson

from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Fetch, Kept, Visit
from newsportal.state import kept_page
from newsportal.state.readings import Readings
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
URL = "http://river.example/1.html"
PAGE = "<h1>河上观察</h1><p>大桥今天通车。".encode() * 40
TRAITS = Traits(text=4_000_000_000, title="河上观察", titles=(1, 2), time_places=(3,), short=True)


def visit() -> Visit:
    """An article whose page is kept."""
    kept = Kept(
        url=URL, asked=URL, address=URL, body=PAGE, charset="utf-8", fetched=NOW,
        words=["大桥通车"], own_title="河上观察", title="河上观察",
    )  # fmt: skip
    article = Article(url=URL, portal="river", crawl="1", fetched=NOW, title="河上观察", text="大桥今天通车。")
    return Visit(
        url=URL, role="article", fetched=NOW, fetch=Fetch(asked=URL, kind="article"),
        article=article, traits=TRAITS, kept=kept,
    )  # fmt: skip


def test_what_an_article_tells_and_its_page_come_back() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    readings = Readings(state, "river", bound=1_000)
    told = visit()
    assert readings.add(told)
    assert told.kept
    assert [*readings.traits()] == [(URL, readings.traits_of(URL))] == [(URL, TRAITS)]
    assert [*readings.kept()] == [readings.kept_of(URL)] == [replace(told.kept, body=b"")]
    assert readings.kept_of(f"{URL}?") is None
    assert readings.counts() == (1, 1)
    assert readings.body(URL) == PAGE


def test_what_is_kept_of_a_page_is_told_in_full_where_it_differs() -> None:
    page = visit().kept
    assert page
    page.body = b""
    for other in (
        page, replace(page, asked=f"{URL}?a"), replace(page, url="", address="http://a.example/", title="大桥"),
    ):  # fmt: skip
        assert kept_page.page(kept_page.told(other, URL), URL) == other
    whole = orjson.dumps({name: getattr(page, name) for name in Kept.__slots__ if name != "body"})  # an earlier version
    assert kept_page.page(whole.decode(), URL) == page


def test_what_an_earlier_version_wrote_of_a_crawl_that_was_interrupted_comes_back(tmp_path: Path) -> None:
    state = SqliteState(tmp_path / "state.sqlite", schemas=TABLES)
    state.begin()
    readings = Readings(state, "river", bound=1_000)
    assert readings.add(visit())
    kept = [*readings.kept()]
    sql = state.connection
    sql.execute("INSERT INTO readings SELECT portal, key, url, title, text, traits FROM told")
    sql.execute("INSERT INTO kept SELECT portal, key, about, body FROM told")
    sql.execute("DELETE FROM told")
    state.commit()
    state.close()
    state = SqliteState(tmp_path / "state.sqlite", schemas=TABLES)
    readings = Readings(state, "river", bound=1_000)
    assert ([*readings.traits()], [*readings.kept()]) == ([(URL, TRAITS)], kept)
    assert readings.body(URL) == PAGE
    assert state.connection.execute("SELECT count(*) FROM readings").fetchone() == (0,)


def test_an_article_that_was_known_as_it_is_comes_back_with_its_page() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    readings = Readings(state, "river", bound=1_000)
    told = visit()
    told.article, told.known_article = None, told.article
    assert readings.add(told)
    assert told.kept
    assert readings.known_of(URL) == told.known_article
    assert readings.kept_of(URL) == replace(told.kept, body=b"")
    assert readings.add(visit())
    assert (readings.known_of(URL), readings.known_of(f"{URL}?")) == (None, None)


def test_of_an_article_read_twice_the_last_reading_counts_and_while_it_is_known_the_page_that_was_kept() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    readings = Readings(state, "river", bound=1_000)
    assert readings.add(visit())
    again = visit()
    assert again.traits
    again.kept, again.traits = None, replace(again.traits, title="大桥通车")
    again.article, again.known_article = None, again.article
    readings.hold()
    assert readings.add(again)
    assert readings.traits_of(URL) == TRAITS
    readings.keep()
    assert readings.traits_of(URL).title == "大桥通车"
    assert readings.body(URL) == PAGE
    assert readings.known_of(URL) is None
    assert readings.counts() == (1, 1)
    again.article, again.known_article = again.known_article, None
    assert readings.add(again)
    assert readings.kept_of(URL) is None


def test_a_page_is_not_kept_whose_text_stands_where_many_others_do() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    readings, kept = Readings(state, "river", bound=1_000), list[bool]()
    for number in range(12):
        told = visit()
        told.url = f"http://river.example/{number}.html"
        assert told.kept
        told.kept.url = told.url
        sure = number not in {2, 10}
        told.traits = Traits(text=number, title="", borne_out=True, time=1, body=8, other_bodies=() if sure else (7,))
        told.kept = None if sure else told.kept
        assert readings.add(told)
        kept.append(readings.kept_of(told.url) is not None)
    assert [number for number, is_kept in enumerate(kept) if is_kept] == [2]


def test_an_address_with_many_texts_is_one_page_where_they_stand() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    readings = Readings(state, "river", bound=1_000)
    for number in range(12):
        told = visit()
        assert told.kept
        doubtful = number == 11
        told.url = told.kept.url = f"http://river.example/{'b' if doubtful else 'a'}.html"
        other = (7,) if doubtful else ()
        told.traits = Traits(text=number, title="", borne_out=True, time=1, body=8, other_bodies=other)
        told.kept = told.kept if doubtful else None
        assert readings.add(told)
    assert [kept.url for kept in readings.kept()] == ["http://river.example/b.html"]


def test_a_page_beyond_the_bound_is_not_kept() -> None:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    readings = Readings(state, "river", bound=10)
    assert not readings.add(visit())
    assert readings.kept_of(URL) is None
    assert readings.counts() == (0, 1)
