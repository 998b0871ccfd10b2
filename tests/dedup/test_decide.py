"""Identity's answers in items: what the crawl writes, and what the replay of its files asks again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsportal.dedup.decide import fill, gone_sighting, new_headline, seen_of, sighting_fields
from newsportal.dedup.model import Decision, Gone
from newsportal.items import Sighting, item_of, record

WHEN = datetime(2026, 11, 2, 1, tzinfo=UTC)
CUT, FULL = "海棠湾大桥今日合龙 两岸车程…", "海棠湾大桥今日合龙 两岸车程缩短一小时"


def sighting(text_from: str, full_text: str) -> Sighting:
    return Sighting(
        headline="", kind="new", portal="a", crawl="c", seen=WHEN, text=CUT, full_text=full_text, text_from=text_from,
        url="http://a.example/1", page="http://a.example/", page_role="hub", block="要闻", block_role="list", rank=1,
    )  # fmt: skip


def decision(**values: Any) -> Decision:
    return Decision(**{"headline": "0" * 16, "kind": "repeat", "text": FULL, "text_from": "prefix"} | values)


@pytest.mark.parametrize("text_from", ["address", "article", "prefix"])
def test_words_that_were_completed_are_asked_again_as_the_page_showed_them(text_from: str) -> None:
    one = sighting("shown", CUT)
    asked = seen_of(one)
    fill(one, sighting_fields(decision(text_from=text_from)))
    assert (one.full_text, one.text_from) == (FULL, text_from)
    assert seen_of(item_of(Sighting, record(one))) == asked


@pytest.mark.parametrize("text_from", ["shown", "title", "alt"])
def test_words_that_the_page_gave_in_full_are_asked_again_in_full(text_from: str) -> None:
    one = sighting(text_from, FULL)
    asked = seen_of(one)
    fill(one, sighting_fields(decision(text_from=text_from)))
    assert (asked.text, asked.text_from) == (FULL, text_from)
    assert seen_of(item_of(Sighting, record(one))) == asked


def test_only_a_new_headline_gets_a_line_of_its_own() -> None:
    made = {kind: new_headline(decision(kind=kind), sighting("shown", CUT)) for kind in ("new", "maybe")}
    assert all(made.values())
    assert [new_headline(decision(kind=kind), sighting("shown", CUT)) for kind in ("repeat", "changed")] == [None] * 2


def test_what_left_a_block_stands_on_no_page() -> None:
    gone = Gone(headline="0" * 16, text=FULL, block="要闻", last_crawl="b")
    told = gone_sighting(gone, portal="a", crawl="c", seen=WHEN)
    assert (told.kind, told.url, told.page, told.rank, told.pages) == ("gone", "", "", 0, 0)
    assert (told.text, told.full_text, told.block, told.last_crawl) == (FULL, FULL, "要闻", "b")


def test_a_line_gives_its_item_back_and_a_field_that_is_missing_is_an_error() -> None:
    line = record(sighting("shown", CUT))
    assert item_of(Sighting, line | {"more": 1}) == sighting("shown", CUT)
    del line["crawl"]
    with pytest.raises(TypeError, match="crawl"):
        item_of(Sighting, line)
