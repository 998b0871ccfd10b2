"""Headline identity on the demo portal's 最新见闻: every echo found, no trap taken."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import UTC, datetime

from newsportal.dedup.identity import Decision, Identity, Seen
from newsportal.demo.site import site
from newsportal.demo.stories import data
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex


def decided(entries: list[tuple[str, str]]) -> list[Decision]:
    """What a first crawl makes of the entries of one block."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    identity, when = Identity(SqliteIndex(connection)), datetime(2026, 11, 20, 10, tzinfo=UTC)
    return [
        identity.headline(
            Seen(
                text=words,
                text_from="shown",
                url=url,
                portal="demo",
                crawl="c",
                when=when,
                block="最新见闻",
            )
        )
        for url, words in entries
    ]


def test_the_hundred_entries_are_92_headlines_on_every_day() -> None:
    for edition in range(1, 8):
        decisions = decided(site(edition=edition).edition.latest)
        assert len({decision.headline for decision in decisions}) == 92, edition
        known = [decision for decision in decisions if decision.kind in {"repeat", "changed"}]
        assert Counter(decision.rule for decision in known) == {"equal": 6, "address": 2}, edition


def test_neighbours_that_differ_in_a_number_a_place_or_a_sex_stay_apart() -> None:
    lines: list[str] = data("latest")["lines"]
    decisions = decided([(f"http://demo.newsportal.example/{place}", words) for place, words in enumerate(lines)])
    assert {decision.kind for decision in decisions} <= {"new", "maybe"}
