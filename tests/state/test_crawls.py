"""What a crawl keeps while it runs."""

import json
from collections import Counter
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from newsportal.items import Sighting, record
from newsportal.state.crawls import OpenCrawls
from newsportal.state.pending_sightings import SCHEMA, PendingSightings
from newsportal.state.sqlite import SqliteState, address_key
from newsportal.state.stands import MORE_PLACES
from newsportal.state.tables import TABLES

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def state() -> SqliteState:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    return state


@pytest.fixture
def crawl(state: SqliteState) -> OpenCrawls:
    return OpenCrawls(state, "demo")


@pytest.fixture
def pending(state: SqliteState) -> PendingSightings:
    return PendingSightings(state, "demo")


def test_a_crawl_that_an_earlier_version_opened_is_resumed(crawl, state):
    told = ("demo", "20261124-demo", "demo", '{"depth": "2"}', NOW.isoformat(), 1, "{}")
    state.connection.execute("INSERT INTO crawls VALUES (?, ?, ?, ?, ?, ?, ?)", told)
    left = crawl.interrupted()
    assert left is not None
    assert (left.portal, left.arguments) == ("demo", {"depth": "2"})


def see(pending: PendingSightings, page: str, *seen: tuple[str, int], kept: bool = True, hub: bool = True) -> None:
    """Read a page: words and their ranks, those of each call in blocks of one label, the same words in another each."""
    blocks = Counter[str]()
    for words, rank in seen:
        blocks[words] += 1
        if not pending.count(words, blocks[words], rank):
            pending.add(words, sighting(words, page, blocks[words], rank))
    if kept:
        pending.keep_page(page, hub=hub)
    else:
        pending.forget_page()


def sighting(words: str, page: str, place: int, rank: int) -> Sighting:
    return Sighting(
        headline="00c0ffee00c0ffee", kind="new", portal="demo", crawl="c", seen=NOW, text=words, full_text=words,
        text_from="shown", url="http://a.cn/1.html", page=page, page_role="hub", block="要闻", block_role="list",
        place=place, rank=rank,
    )  # fmt: skip


def places(row: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Where a sighting stood, the best place first: page, block, rank."""
    return [(stand["page"], stand["place"], stand["rank"]) for stand in (row, *row["also"])]


def test_sightings_come_out_in_the_order_first_seen_with_best_rank_and_page(pending):
    see(pending, "p1", ("one", 9), ("two", 1), hub=False)
    see(pending, "p2", ("one", 3), hub=False)
    see(pending, "p3", ("one", 5), hub=False)
    out = list(pending.take(10))
    assert [(row["text"], row["pages"], places(row)) for row in out] == [
        ("one", 3, [("p2", 1, 3)]),
        ("two", 1, [("p1", 1, 1)]),
    ]
    assert list(pending.take(10)) == []


def test_a_headline_on_several_hubs_is_found_on_each_in_every_block(pending):
    see(pending, "p1", ("one", 9), ("two", 4))
    see(pending, "p2", ("one", 3), ("one", 7))
    see(pending, "p3", ("one", 5))
    one, two = pending.take(10)
    assert (one["pages"], places(one)) == (3, [("p2", 1, 3), ("p3", 1, 5), ("p2", 2, 7), ("p1", 1, 9)])
    assert (two["pages"], places(two)) == (1, [("p1", 1, 4)])


def test_on_more_hubs_than_a_line_has_room_for_the_best_places_are_kept_whichever_were_read_first(pending):
    for numbers in (range(300), range(299, -1, -1)):
        for n in numbers:
            see(pending, f"p{n:03}", ("every", 300 - n))
        (row,) = pending.take(10)
        assert (row["pages"], places(row)) == (300, [(f"p{299 - n}", 1, n + 1) for n in range(MORE_PLACES + 1)])


def test_of_two_pages_with_one_rank_the_smaller_address_is_kept_whichever_was_read_first(pending):
    for pages in (("a", "b"), ("b", "a")):
        for page in pages:
            see(pending, page, ("words", 4), hub=False)
        assert [row["page"] for row in pending.take(10)] == ["a"]


def test_words_that_stand_twice_on_a_page_are_one_page_at_the_better_rank(pending):
    see(pending, "p", ("words", 7), ("words", 2), hub=False)
    (row,) = pending.take(10)
    assert (row["pages"], places(row)) == (1, [("p", 2, 2)])


def test_appearances_are_added_up_the_same_after_any_number_of_pages_and_by_another_process(state):
    for begin in range(0, 250, 125):
        pending = PendingSightings(state, "demo")
        for n in range(begin, begin + 125):
            see(pending, f"p{n:03}", ("every", 5), ("some", 3) if n % 5 == 2 else ("every", 6), hub=n % 50 == 2)
    out = list(PendingSightings(state, "demo").take(10))
    assert [(row["text"], row["pages"], row["page"]) for row in out] == [("every", 250, "p000"), ("some", 50, "p002")]
    assert places(out[1]) == [(f"p{n:03}", 1, 3) for n in range(2, 250, 50)]


def test_what_an_interrupted_crawl_left_that_kept_a_row_for_each_record_is_written_as_it_was(state):
    lines = [record(sighting(words, "p1", 2, 7)) for words in ("words", "others")]
    for n, (line, pages, also) in enumerate(zip(lines, (3, 1), ('[[9, "p2", 1]]', "[]"), strict=True), 1):
        values = ("demo", address_key(line["text"]), n, pages, 7, "p1", 2, also, json.dumps(line))
        state.connection.execute("INSERT INTO pending_sighting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    state.script(SCHEMA)
    pending = PendingSightings(state, "demo")
    see(pending, "p0", ("new", 1), ("words", 9))
    first, *more = pending.take(10)
    assert first == lines[0] | {
        "pages": 4, "also": [{"page": "p0", "place": 1, "rank": 9}, {"page": "p2", "place": 1, "rank": 9}]
    }  # fmt: skip
    assert more[0] == lines[1]
    assert [row["text"] for row in more] == ["others", "new"]


def test_a_pages_sightings_are_taken_out_in_parts_of_any_size(pending):
    for page in "abc":
        see(pending, page, *((f"{page}{n}", n) for n in range(7)), ("every", 3))
    taken = [[row["text"] for row in pending.take(size)] for size in (3, 1, 10, 2, 99)]
    assert [len(part) for part in taken] == [3, 1, 10, 2, 6]
    assert [text for part in taken for text in part] == [
        *(f"a{n}" for n in range(7)),
        "every",
        *(f"{page}{n}" for page in "bc" for n in range(7)),
    ]


def test_what_an_interrupted_crawl_of_version_1_left_is_written_in_full(state):
    line = {
        "headline": "00c0ffee00c0ffee", "kind": "new", "portal": "demo", "crawl": "c", "text": "words",
        "seen": "2026-11-24T08:00:00+08:00",
        "full_text": "words", "text_from": "shown", "url": "http://a.cn/1.html", "page": "p1",
        "page_role": "article", "block": "要闻", "block_role": "list", "rank": 7,
    }  # fmt: skip
    sql, key, other = state.connection, address_key("words"), address_key("others")
    for n, one in enumerate((key, other), 1):
        sql.execute("INSERT INTO pending VALUES ('demo', ?, ?, 7, 1, 'p1', ?)", (one, n, json.dumps(line)))
    for page, rank in (("p2", 3), ("p3", 5)):
        sql.execute("INSERT INTO shown VALUES ('demo', ?, ?)", (page, json.dumps([key, other, rank, 1])))
    state.script(SCHEMA)
    pending = PendingSightings(state, "demo")
    see(pending, "p4", ("words", 9), hub=False)
    row, _ = pending.take(10)
    assert (row["pages"], places(row)) == (4, [("p2", 0, 3)])
    assert list(row) == [field.name for field in fields(Sighting)]
    assert row["seen"] == "2026-11-24T08:00:00.000000+08:00"


def test_a_page_that_was_rolled_back_was_not_seen(state):
    state.commit()
    pending = PendingSightings(state, "demo")
    state.begin()
    see(pending, "p1", ("kept", 1))
    state.commit()
    state.begin()
    see(pending, "p2", ("kept", 1), ("lost", 1), kept=False)
    state.rollback()
    state.begin()
    see(pending, "p3", ("lost", 2))
    assert [(row["text"], row["pages"], row["page"]) for row in pending.take(10)] == [
        ("kept", 1, "p1"),
        ("lost", 1, "p3"),
    ]


def test_twice_as_many_sightings_are_taken_out_in_twice_the_time(pending, state):
    def steps(count: int) -> int:
        for n in range(count):
            pending.add(f"{count} {n}", sighting(f"{count} {n}", "p", 1, 1))
            if n % 90 == 89 or n == count - 1:
                pending.keep_page("p", hub=True)
        counted = [0]
        state.connection.set_progress_handler(lambda: counted.__setitem__(0, counted[0] + 1), 100)
        taken = [line["text"] for _ in range(count // 100) for line in pending.take(100)]
        state.connection.set_progress_handler(None, 0)
        assert taken == [f"{count} {n}" for n in range(count)]
        return counted[0]

    few = steps(1_000)
    assert steps(2_000) < 2.5 * few
