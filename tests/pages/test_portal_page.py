"""The portal page that the project was born from, claim by claim."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime
from itertools import combinations

import pytest

from newsportal import extract
from newsportal.dedup import compare
from newsportal.dedup.identity import Identity, Seen
from newsportal.extraction import Page
from newsportal.extraction.page import Block
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex
from newsportal.text.strings import folded
from tests.pages.portal_page import URL, Seed, portal_page, seed


@pytest.fixture(scope="module")
def read() -> Seed:
    return seed()


@pytest.fixture(scope="module")
def page(read: Seed) -> Page:
    return extract(portal_page(read), URL)


def block(page: Page, label: str) -> Block:
    [found] = [found for found in page.blocks if found.label == label]
    return found


def test_the_seed_text_holds_what_the_issue_says_of_it(read: Seed) -> None:
    assert len(read.blocks) == 8
    assert len(read.latest) == 100
    assert len(read.cards) == 8
    assert all(re.fullmatch(r"\d\d-\d\d", entry[0]) for entry in read.blocks["精彩放送"][:-1])
    assert read.blocks["今日必看"] == [[]]


def test_it_is_one_article_with_its_title_and_its_source(page: Page, read: Seed) -> None:
    assert page.kind == "article"
    assert page.article
    assert page.article.title == read.title
    assert page.article.source == "新华财经"
    assert page.article.published
    assert page.article.published.isoformat() == "2023-08-04T16:45:21+08:00"


def test_its_text_is_the_whole_body_and_nothing_of_the_sidebars(page: Page, read: Seed) -> None:
    assert page.article
    assert page.article.text.splitlines() == read.lines


def test_the_hundred_entries_of_latest_are_read_in_order(page: Page, read: Seed) -> None:
    assert [headline.text for headline in block(page, "最新见闻").headlines] == read.latest
    assert [headline.rank for headline in block(page, "最新见闻").headlines] == list(range(1, 101))


def test_the_hundred_entries_of_latest_give_98_distinct_headlines(page: Page) -> None:
    shown = [headline.text for headline in block(page, "最新见闻").headlines]
    assert len({folded(text) for text in shown}) == 98
    same = [(a, b) for a, b in combinations(shown, 2) if compare(a, b, days_apart=0, same_portal=True).kind == "same"]
    assert sorted(same) == sorted((text, text) for text in {text for text in shown if shown.count(text) > 1})
    assert len(same) == 2


def test_a_crawl_keeps_98_headlines_of_the_hundred_and_names_what_the_others_repeat(page: Page) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    identity = Identity(SqliteIndex(connection))
    when = datetime(2023, 8, 4, 9, tzinfo=UTC)
    decisions = [
        identity.headline(Seen(text=one.text, text_from=one.text_from, url=one.url, portal="p", crawl="c", when=when))
        for one in block(page, "最新见闻").headlines
    ]
    assert len({decision.headline for decision in decisions}) == 98
    repeats = [decision for decision in decisions if decision.kind == "repeat"]
    assert {decision.text for decision in repeats} == {"海南可提取住房公积金支付购房首付款", "142家公司获机构调研"}
    assert [decision.rule for decision in repeats] == ["equal", "equal"]


def test_the_eight_recommended_have_their_own_titles_and_times(page: Page, read: Seed) -> None:
    found = block(page, "推荐阅读").headlines
    assert [headline.text for headline in found] == [title for title, _, _ in read.cards]
    times = [headline.published and f"{headline.published:%Y-%m-%d %H:%M:%S}" for headline in found]
    assert times == [time for _, _, time in read.cards]
    assert {headline.published_precision for headline in found} == {"second"}


def test_the_first_recommended_is_the_article_of_the_page_itself(page: Page) -> None:
    assert page.article
    first, *others = block(page, "推荐阅读").headlines
    own = page.article.title
    assert compare(first.text, own, days_apart=0, same_portal=True).kind == "same"
    assert all(compare(other.text, own, days_apart=0, same_portal=True).kind != "same" for other in others)


def test_no_headline_is_a_bare_date_or_an_empty_entry(page: Page) -> None:
    texts = [headline.text for found in page.blocks for headline in found.headlines]
    assert len(texts) >= 108
    assert [text for text in texts if not text.strip() or re.fullmatch(r"[\d\s:：./年月日-]+", text)] == []
    assert {found.label for found in page.blocks} == {"推荐阅读", "最新见闻"}
