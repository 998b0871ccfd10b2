"""The index of headline identity: what a rolled back transaction, a purge and a second process leave behind."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsportal.dedup.identity import Identity, Read, Seen
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex

NAMELESS = "SELECT * FROM standing WHERE block NOT IN (SELECT n FROM name) OR crawl NOT IN (SELECT n FROM name)"
START = datetime(2026, 11, 2, 1, tzinfo=UTC)


def connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(SCHEMA)
    return connection


def seen(number: int, day: float = 0, text: str = "", portal: str = "p") -> Seen:
    words = text or f"海棠湾第{number}号渔船今日返港卸货"
    return Seen(
        text=words,
        text_from="shown",
        url=f"http://{portal}.example/{number}",
        portal=portal,
        crawl=f"{portal}-{day}",
        when=START + timedelta(days=day),
        block="要闻",
    )


def dump(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def test_a_rolled_back_visit_leaves_nothing_behind(tmp_path: Path) -> None:
    connection = connect(tmp_path / "state")
    identity = Identity(SqliteIndex(connection))
    identity.headline(seen(1))
    before = dump(connection)
    connection.execute("BEGIN IMMEDIATE")
    lost = identity.headline(seen(2, 1))
    identity.article(Read(url="http://p.example/2", portal="p", host="p", title="船", text="船", fetched=START))
    connection.execute("ROLLBACK")
    identity.index.forget()
    assert dump(connection) == before
    assert identity.headline(seen(2, 1)) == lost
    assert connection.execute(NAMELESS).fetchall() == []


def test_it_never_begins_nor_commits(tmp_path: Path) -> None:
    connection = connect(tmp_path / "state")
    identity = Identity(SqliteIndex(connection))
    connection.execute("BEGIN IMMEDIATE")
    identity.headline(seen(1))
    identity.gone("p", "p-0")
    identity.purge(START)
    assert connection.in_transaction
    connection.execute("COMMIT")


def test_two_processes_share_one_file(tmp_path: Path) -> None:
    one, other = (Identity(SqliteIndex(connect(tmp_path / "state"))) for _ in range(2))
    first = one.headline(seen(1))
    assert other.headline(seen(1)).headline == first.headline
    assert other.headline(seen(7, text=seen(1).text, portal="q")).headline == first.headline
    assert one.headline(seen(7, text=seen(1).text, portal="q")).rule == "address"


def test_a_purge_every_day_keeps_the_tables_bounded_but_for_addresses() -> None:
    connection = connect(":memory:")
    identity = Identity(SqliteIndex(connection), window_days=3)
    sizes = []
    for day in range(20):
        for number in range(50):
            identity.headline(seen(100 * day + number, day))
            text = f"{day}日{number}号船队在海棠湾外海放流鱼苗，渔政部门到场监督并公布了详细的检测结果。"
            url = f"http://p.example/{day}/{number}"
            when = START + timedelta(days=day)
            identity.article(Read(url=url, portal="p", host="p", title=text[:9], text=text, fetched=when))
        identity.gone("p", f"p-{day}")
        identity.purge(START + timedelta(days=day - 3))
        tables = [
            "headline",
            "near",
            "wording",
            "standing",
            "again",
            "doubt",
            "article",
            "sentence",
            "host_sentence",
            "story",
        ]
        sizes.append([connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables])
    assert sizes[-1] == sizes[10]
    assert connection.execute("SELECT count(*) FROM address").fetchone()[0] == 20 * 50


def test_a_headline_that_still_stands_outlives_the_purge() -> None:
    connection = connect(":memory:")
    identity = Identity(SqliteIndex(connection))
    identity.headline(seen(1))
    identity.purge(START + timedelta(days=60))
    identity.headline(seen(2, 60, portal="p"))
    (gone,) = identity.gone("p", "p-60")
    assert gone.text == seen(1).text


@pytest.mark.parametrize("text", ["\ud800海棠", "", "\0", "𠮷野家海棠湾新店开业迎客", "a" * 3000])
def test_any_words_can_be_kept(text: str) -> None:
    identity = Identity(SqliteIndex(connect(":memory:")))
    first = identity.headline(seen(1, text=text or " "))
    assert identity.headline(seen(1, text=text or " ")).headline == first.headline
