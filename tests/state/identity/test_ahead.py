"""A block of articles: what is asked ahead and written late is what each article by itself asks and writes."""

from __future__ import annotations

import random
import sqlite3

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
    assert unknown.all([2, 3])
    unknown.known([2])
    assert 2 not in unknown
    assert not unknown.all([2, 3])
    unknown.forget()
    assert 3 not in unknown
