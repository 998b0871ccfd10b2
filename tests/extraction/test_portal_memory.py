"""What pages tell of one another: the same whatever comes first, within its bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal import extract
from newsportal.extraction import portal_memory
from newsportal.extraction.portal_memory import PortalMemory, line_key, title_key
from newsportal.extraction.portal_traits import Traits

COLUMN, LINE = "澜河早班车", "澜河网读者热线全天有人接听"
PAIRS = st.lists(st.integers(0, (1 << 64) - 1) | st.integers(0, 40).map(lambda n: n << 32 | n % 7), max_size=60)


def pages(count: int, *, first: int = 0) -> list[int]:
    """What so many pages of different texts tell, all under one name and over one line."""
    told = [
        Traits(text=n, title=COLUMN, titles=(title_key(COLUMN),), lines=(line_key(LINE),), place=9, named=True)
        for n in range(first, first + count)
    ]
    return [pair for traits in told for pair in traits.pairs()]


def test_a_title_is_the_portals_once_it_came_with_two_other_texts() -> None:
    assert not PortalMemory(pages(2)).is_portals(COLUMN, 0)
    assert PortalMemory(pages(2)).is_portals(COLUMN, 99)
    assert PortalMemory(pages(3)).is_portals(COLUMN, 0)
    assert not PortalMemory(pages(3)).is_portals("舟桥渡口清晨开出头班船", 0)


def test_one_text_under_many_addresses_is_one() -> None:
    assert not PortalMemory(pages(1) * 5).is_portals(COLUMN, 99)


def test_a_line_returns_under_three_other_texts() -> None:
    assert not PortalMemory(pages(3)).returns(line_key(LINE), 0)
    assert PortalMemory(pages(4)).returns(line_key(LINE), 0)


def test_a_place_counts_where_links_bear_its_titles_out() -> None:
    unsure = Traits(text=1, title=COLUMN, place=9)
    assert list(unsure.pairs()) == []
    assert PortalMemory(pages(3)).is_place(9, 99)


def test_a_page_that_links_bear_out_is_changed_by_no_other_page() -> None:
    memory = PortalMemory(pages(5))
    page = Traits(text=77, title=COLUMN, titles=(title_key(COLUMN),))
    assert memory.changes(page)
    assert not memory.changes(Traits(text=77, title=COLUMN, borne_out=True))
    assert memory.changes(Traits(text=77, title="别的标题", borne_out=True, lines=(line_key(LINE),)))


def test_a_time_moves_where_three_others_stood_each_its_own_and_only_while_its_own_place_is_unknown() -> None:
    def taught(minutes: range, place: int = 7) -> PortalMemory:
        told = [Traits(text=n, title="", time=n, time_places=(place,), borne_out=True) for n in minutes]
        return PortalMemory(pair for traits in told for pair in traits.pairs())

    page = Traits(text=99, title="", borne_out=True, time=50, time_places=(8,), other_places=(7,))
    assert taught(range(1, 4)).moves_time(page)
    assert taught(range(1, 4)).changes(page)
    assert not taught(range(1, 3)).moves_time(page)
    assert not PortalMemory([*taught(range(1, 4)), *taught(range(1, 4), 8)]).moves_time(page)
    assert not taught(range(1, 4)).moves_time(Traits(text=99, title="", time=50, time_places=(8,)))


def test_a_minute_that_stands_on_many_pages_makes_no_place_of_times() -> None:
    column = [Traits(text=n, title="", time=5, time_places=(7,), borne_out=True) for n in range(1, 30)]
    memory = PortalMemory(pair for traits in column for pair in traits.pairs())
    assert not memory.is_time_place(7, 50)


def test_a_text_moves_where_those_of_three_others_stand_and_doubtful_ones_teach_nothing() -> None:
    def taught(**told: object) -> PortalMemory:
        pages = [Traits(text=n, title="", time=n, body=7, borne_out=True, **told) for n in range(1, 4)]  # type: ignore[arg-type]
        return PortalMemory(pair for traits in pages for pair in traits.pairs())

    page = Traits(text=99, title="", borne_out=True, body=8, other_bodies=(7,))
    assert taught().moves_body(page)
    assert not taught(short=True).moves_body(page)
    assert not taught(other_bodies=(6,)).moves_body(page)
    assert not taught().moves_body(Traits(text=99, title="", body=7, other_bodies=(8,)))
    alike = Traits(text=99, title="", borne_out=True, body=7, other_bodies=(7,))
    assert page.in_doubt
    assert not alike.in_doubt
    assert not taught().moves_body(alike)
    twice = Traits(text=99, title="", borne_out=True, body=8, other_bodies=(7, 7))
    assert not twice.in_doubt
    assert not taught().moves_body(twice)


@pytest.mark.parametrize(("known_as", "may_move"), [((), True), (("松屿码头今晨恢复通航",), False)])
def test_no_text_moves_to_what_stands_over_a_title_that_links_say(known_as: tuple[str, ...], may_move: bool) -> None:
    page = (
        '<title>松屿码头今晨恢复通航</title><div class="hint"><p>本页由松屿港务局授权发布。</p></div>'
        "<div><h1>松屿码头今晨恢复通航</h1><p>2026-11-20 08:00</p><div><p>松屿码头今晨六时恢复通航，首班渡轮载客百人。"
        "</p><p>港务局说，航道已经清理完毕，夜间班次下周恢复。</p></div></div>"
    )
    traits = extract(page.encode(), "http://river.example/1.html", "utf-8", known_as=known_as).traits
    assert traits
    assert len(traits.other_bodies) == 1
    assert (traits.other_bodies != (traits.body,)) == may_move


@given(PAIRS, PAIRS)
def test_two_memories_are_one_whichever_comes_first(one: list[int], other: list[int]) -> None:
    merged = PortalMemory(one).merged(PortalMemory(other))
    assert merged == PortalMemory(other).merged(one) == PortalMemory([*one, *other])


@given(PAIRS)
def test_what_is_stored_comes_back(pairs: list[int]) -> None:
    memory = PortalMemory(pairs)
    assert PortalMemory.from_bytes(bytes(memory)) == memory
    assert PortalMemory.from_bytes(bytes(memory) + b"cut") == memory


def test_a_hundred_thousand_pages_take_two_megabytes_at_most() -> None:
    singles = (thing << 32 | thing for thing in range(1_000, 301_000))
    memory = PortalMemory([*pages(9), *singles])
    assert len(bytes(memory)) <= 8 * portal_memory.MOST <= 2_000_000
    assert memory.is_portals(COLUMN, 99)
