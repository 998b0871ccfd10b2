"""The records of an open crawl tell which words lead to an address, whatever else stands beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsportal.dedup.decide import FROM_THE_PAGE
from newsportal.items import Sighting
from newsportal.state.crawl_records import CrawlRecords
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES

ASKED = "http://river.example/1.html"
OTHERS = ("http://river.example/2.html", 'http://river.example/"]', "http://river.example/\\", "null", "")


def sighting(url: str, text: str) -> Sighting:
    """A headline that leads there."""
    return Sighting(
        headline="", kind="new", portal="river", crawl="1", seen=datetime(2026, 11, 24, tzinfo=UTC), text=text,
        full_text=f"{text}全文", text_from="title", url=url, page="http://river.example/", page_role="hub",
        block="要闻", block_role="list", rank=1,
    )  # fmt: skip


def words(*pages: list[Sighting]) -> dict[str, set[str]]:
    """The words that lead to the address asked for, of the records of pages."""
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    records = CrawlRecords(state, "river")
    for page in pages:
        records.keep(dict(enumerate(page)))
    return records.words({ASKED}, FROM_THE_PAGE)


def test_what_an_article_showed_of_two_headlines_is_no_link() -> None:
    settled = sighting(ASKED, "渡口头班船")
    settled.kind = "settled"
    assert words([settled]) == {}


@pytest.mark.parametrize("other", OTHERS)
def test_words_are_found_before_and_behind_any_other_address(other: str) -> None:
    lead, beside = sighting(ASKED, "大桥今天通车"), sighting(other, "渡口头班船")
    found = {ASKED: {"大桥今天通车", "大桥今天通车全文"}}
    assert words([lead, beside]) == words([beside, lead]) == words([beside, lead, beside]) == found
    assert words([beside, beside], [lead]) == words([lead], [beside]) == words([lead, lead]) == found
    assert words([beside], [beside, sighting(f"{ASKED}?2", "渡口")]) == {}
