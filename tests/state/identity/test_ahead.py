"""A block of articles: what is asked ahead and written late is what each article by itself asks and writes."""

from __future__ import annotations

import random
import sqlite3
from array import array
from collections.abc import Callable
from datetime import date

import pytest

from newsportal.dedup.fingerprint import Body
from newsportal.dedup.model import KnownArticle, KnownStory
from newsportal.state.identity import sentence_counts
from newsportal.state.identity.article_index import SqliteArticleIndex
from newsportal.state.identity.schema import SCHEMA
from newsportal.state.identity.sentence_counts import SentenceCounts
from newsportal.state.identity.unknown import Unknown


def _database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    return connection


def test_sentences_counted_in_blocks_are_those_counted_one_by_one() -> None:
    chance, one, many = random.Random(1), _database(), _database()
    single, block = SentenceCounts(one), SentenceCounts(many)
    for _ in range(8):
        block.hold()
        block.expect(range(20))
        for _ in range(chance.randrange(6)):
            keys, day = set(chance.choices(range(60), k=9)), chance.randrange(5)
            assert block.frequent(keys, 3) == single.frequent(keys, 3)
            assert block.count(keys, day, 3) == single.count(keys, day, 3)
        block.keep()
        query = "SELECT * FROM host_sentence ORDER BY key"
        assert many.execute(query).fetchall() == one.execute(query).fetchall()


def test_sentences_of_the_last_day_that_there_is_are_counted_in_blocks_as_well() -> None:
    day, sql = date.max.toordinal(), _database()
    counts = SentenceCounts(sql)
    for articles in range(1, 4):
        counts.hold()
        counts.expect([1])
        assert counts.frequent([1], articles - 1) == {1}
        assert not counts.frequent([1], articles)
        counts.count([1], day, 9)
        counts.keep()
        counts.settle()
        assert sql.execute("SELECT articles, day FROM host_sentence").fetchall() == [(articles, day)]


def test_a_block_that_is_forgotten_counted_nothing() -> None:
    sql = _database()
    counts = SentenceCounts(sql)
    counts.hold()
    counts.count({1, 2}, 7, 3)
    counts.forget()
    counts.hold()
    counts.keep()
    assert sql.execute("SELECT count(*) FROM host_sentence").fetchone() == (0,)


def test_a_key_is_unknown_until_its_row_is_written() -> None:
    sql = _database()
    sql.execute("INSERT INTO address VALUES (1, NULL, NULL)")
    unknown = Unknown(sql, "address")
    assert 2 not in unknown  # nobody asked
    unknown.ask([1, 2, 3])
    assert 1 not in unknown
    assert unknown.others([2, 3]) == []
    unknown.known([2])
    assert 2 not in unknown
    assert unknown.others([2, 3]) == [2]
    unknown.forget()
    assert 3 not in unknown


@pytest.mark.parametrize(("several", "few"), [(3, 0), (50_000, 0), (50_000, 17)])
def test_counts_of_large_blocks_wait_in_the_log_and_are_those_counted_one_by_one(
    monkeypatch, several: int, few: int
) -> None:
    monkeypatch.setattr(sentence_counts, "FEW", few)  # with 17 some is counted before all is known
    monkeypatch.setattr(sentence_counts, "SEVERAL", several)
    monkeypatch.setattr(sentence_counts, "MOST", 45)
    chance, one, many = random.Random(2), _database(), _database()
    single, block, logged = SentenceCounts(one), SentenceCounts(many), 0
    for _ in range(12):
        block.hold()
        for _ in range(3):
            every = [set(chance.choices(range(60), k=6)) for _ in range(3)]
            block.expect([key for keys in every for key in keys])
            for keys in every:
                day = chance.randrange(5)
                assert block.count(keys, day, 3) == single.count(keys, day, 3)
        block.keep()
        logged += many.execute("SELECT count(*) FROM sentence_log").fetchone()[0]
    assert logged > 5
    block.settle()
    query = "SELECT * FROM host_sentence ORDER BY key"
    assert many.execute(query).fetchall() == one.execute(query).fetchall()


def test_who_asks_beside_a_log_that_waits_sees_what_it_counted(monkeypatch) -> None:
    monkeypatch.setattr(sentence_counts, "FEW", 0)
    sql = _database()
    mine, others = SentenceCounts(sql), SentenceCounts(sql)
    for _ in range(3):
        mine.hold()
        assert mine.count({1, 2}, 7, 9) == set()
        mine.keep()
        assert others.frequent({1, 2, 3}, 1) == {1, 2}
        assert others.count({2}, 8, 9) == set()
    mine.hold()
    assert mine.frequent({1, 2}, 4) == {2}
    mine.keep()
    assert sql.execute("SELECT * FROM host_sentence ORDER BY key").fetchall() == [(1, 3, 7), (2, 6, 8)]


def test_a_block_that_is_rolled_back_leaves_the_counts_of_those_before(monkeypatch) -> None:
    monkeypatch.setattr(sentence_counts, "FEW", 0)
    sql = _database()
    counts = SentenceCounts(sql)
    for kept in (True, False, True):
        sql.execute("BEGIN")
        counts.hold()
        counts.count({1}, 7, 9)
        counts.keep()
        if kept:
            sql.execute("COMMIT")
        else:
            sql.execute("ROLLBACK")
            counts.forget()
    counts.settle()
    assert sql.execute("SELECT * FROM host_sentence").fetchall() == [(1, 2, 7)]


def _article(key: int, headline: int, story: int, sentences: list[int], day: int = 7) -> KnownArticle:
    body = Body(200, 180, array("I", [key]), array("q", sentences), frozenset({"3", "12"}))
    return KnownArticle(key, headline, story, day, None, "p", f"http://p.example/{key}", "题", key, body)


def _story(key: int, seen: str) -> KnownStory:
    return KnownStory(key, key, 200, seen, None, None)


def _worked(index: SqliteArticleIndex, ahead: Callable[[list[int], list[int]], None]) -> list[object]:
    """What an index answers while articles come, are revised and move; `ahead` hears of those that come."""
    chance, said = random.Random(3), list[object]()
    for _ in range(40):
        coming = [chance.randrange(12) for _ in range(4)]
        every = [sorted(chance.sample(range(30), 5)) for _ in coming]
        ahead(coming, [one for sentences in every for one in sentences])
        for key, sentences in zip(coming, every, strict=True):
            old = index.get(key)
            said += [old, index.stories_with(sentences, 3)]
            story = old.story if old else key
            article = _article(key, chance.randrange(5), story, sentences, chance.randrange(3))
            index.put(article, _story(story, f"{chance.randrange(9)}"), old)
            said += [index.story(story), index.of_headline(chance.randrange(5), chance.randrange(12))]
            index.assign(chance.randrange(12), chance.randrange(5))
            if chance.random() < 0.1:
                index.move(chance.randrange(5), chance.randrange(5))
    return said


def test_articles_that_wait_are_found_as_if_they_were_written() -> None:
    one, many = _database(), _database()
    index = SqliteArticleIndex(many)
    index.hold()
    expected = _worked(SqliteArticleIndex(one), lambda keys, sentences: None)
    assert _worked(index, index.expect) == expected
    count = "SELECT count(*) FROM article"
    assert many.execute(count).fetchone() < one.execute(count).fetchone()
    index.keep()
    for table in ("article", "sentence", "story"):
        rows = [sql.execute(f"SELECT * FROM {table}").fetchall() for sql in (many, one)]
        if table == "article":  # the order in which rows are written is no part of what is known
            rows = [[row[1:] for row in found] for found in rows]
        assert sorted(map(repr, rows[0])) == sorted(map(repr, rows[1]))
