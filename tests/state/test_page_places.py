"""Sightings that stand together on page after page are counted as those that are counted one by one."""

import random
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from newsportal.items import Sighting
from newsportal.state import page_places
from newsportal.state.page_places import words_of
from newsportal.state.pending_sightings import PendingSightings
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
Told = list[dict[str, Any]]


@pytest.fixture
def state() -> SqliteState:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    return state


def block(page: str, role: str, label: str, place: int, words: str) -> list[Sighting]:
    """A block of headlines of one letter each."""
    return [
        Sighting(
            headline="00c0ffee00c0ffee", kind="new", portal="demo", crawl="c", seen=NOW, text=word, full_text=word,
            text_from="shown", url=f"http://a.cn/{word}", page=page, page_role=role, block=label, block_role="list",
            place=place, rank=rank,
        )
        for rank, word in enumerate(words, 1)
    ]  # fmt: skip


def together(pending: PendingSightings, page: str, sightings: list[Sighting], *, hub: bool) -> None:
    pending.first(sightings)
    pending.keep_page(page, hub=hub)


def one_by_one(pending: PendingSightings, page: str, sightings: list[Sighting], *, hub: bool) -> None:
    for sighting in sightings:
        if not pending.count(words_of(sighting), sighting.place, sighting.rank):
            pending.add(words_of(sighting), sighting)
    pending.keep_page(page, hub=hub)


def pages(dice: random.Random, count: int) -> list[tuple[str, list[Sighting], bool]]:
    """Pages in any order with blocks that return, at other places, twice on a page, or with one headline less."""
    made = []
    for _ in range(count):
        page, hub = f"p{dice.randrange(count):03}", dice.random() < 0.2
        words = [dice.choice(("abcdef", "ghij", "ghij", "klmnopq", "abcde", dice.choice("rstuv"))) for _ in range(4)]
        labels = [dice.choice(("要闻", "排行")) for _ in words]
        role = "hub" if hub else "article"
        blocks = [
            block(page, role, label, place, part)
            for place, (label, part) in enumerate(zip(labels, words, strict=True), 1)
        ]
        made.append((page, [one for part in blocks for one in part], hub))
    return made


@pytest.mark.parametrize("known", [40_000, 25, 9])
@pytest.mark.parametrize("seed", range(8))
def test_blocks_that_return_are_counted_like_their_headlines_one_by_one(
    seed: int, known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_places, "_KNOWN", known)
    found: list[Told] = []
    for count in (together, one_by_one):
        state = SqliteState(":memory:", schemas=TABLES)
        state.begin()
        pending = PendingSightings(state, "demo")
        for page, sightings, hub in pages(random.Random(seed), 230):
            count(pending, page, sightings, hub=hub)
        found.append([*pending.take(1_000)])
    assert found[0] == found[1]
    assert max(line["pages"] for line in found[0]) > 50


def test_what_a_killed_process_told_by_number_is_added_up_by_the_next(state: SqliteState) -> None:
    for begin in (0, 30, 60):
        pending = PendingSightings(state, "demo")
        for n in range(begin, begin + 30):
            together(pending, f"p{n:02}", block(f"p{n:02}", "article", "要闻", 1, "abc"), hub=False)
    lines = [*PendingSightings(state, "demo").take(10)]
    assert [(line["text"], line["pages"], line["page"], line["rank"]) for line in lines] == [
        ("a", 90, "p00", 1),
        ("b", 90, "p00", 2),
        ("c", 90, "p00", 3),
    ]


def test_a_run_that_a_rolled_back_page_told_is_told_again(state: SqliteState) -> None:
    pending = PendingSightings(state, "demo")
    together(pending, "p1", block("p1", "article", "要闻", 1, "abc"), hub=False)
    state.commit()
    state.begin()
    together(pending, "p2", block("p2", "article", "要闻", 1, "abc"), hub=False)
    state.rollback()
    pending.forget_page()
    state.begin()
    for page in ("p3", "p4"):
        together(pending, page, block(page, "article", "要闻", 1, "abc"), hub=False)
    assert [line["pages"] for line in pending.take(10)] == [3, 3, 3]


def test_places_that_an_earlier_version_told_are_added_up(state: SqliteState) -> None:
    pending = PendingSightings(state, "demo")
    together(pending, "p1", block("p1", "article", "要闻", 1, "ab"), hub=False)
    (keys,) = state.connection.execute("SELECT keys FROM crawl_records").fetchone()
    told = [number for key in orjson.loads(keys) for number in (key, 2, 1)]
    state.connection.execute("INSERT INTO read_page VALUES ('demo', 'p0', 0, ?)", (orjson.dumps(told).decode(),))
    lines = [*PendingSightings(state, "demo").take(10)]
    assert [(line["pages"], line["page"], line["place"], line["rank"]) for line in lines] == [
        (2, "p0", 2, 1),
        (2, "p0", 2, 1),
    ]
