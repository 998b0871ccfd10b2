"""A crawl judged against its portal's own history."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from newsportal.health.alarms import alarms
from newsportal.items import Crawl
from tests.health.crawls import BEGIN, HOME, SPORT, TEN, crawl


def found(history: list[Crawl], now: Crawl, bounds: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    return [(alarm["what"], alarm["where"]) for alarm in alarms(history, now, bounds)]


def test_ordinary_crawls_raise_no_alarm() -> None:
    for n in range(11):
        assert alarms(TEN[:n], crawl(n)) == []


def test_a_month_of_ordinary_variation_raises_no_alarm() -> None:
    dice = random.Random(5)
    past: list[Crawl] = []
    for n in range(24 * 30):
        read = dice.randint(0, 12)
        now = crawl(
            n, kinds={"hub": 2, "article": read, "other": dice.choice([0, 0, 0, 1])}, articles_read=read,
            hubs={HOME: {"要闻": dice.randint(8, 14), "财经": dice.randint(5, 9), "": 30}, SPORT: {"滚动": 40}},
            article_blocks={"相关阅读": [max(0, read - dice.choice([0, 0, 1])), read * 5], "热门": [read, read * 10]},
            without_time=min(read, dice.choice([0] * 9 + [1])), errors={"http 404": dice.randint(0, 2)},
            articles_new=read if 6 <= n % 24 <= 23 else 0, headlines_new=dice.randint(0, 30) if n % 24 >= 6 else 0,
        )  # fmt: skip
        assert alarms(past[-400:], now) == [], n
        past.append(now)


def test_pages_unchanged_since_the_last_crawl_raise_no_alarm() -> None:
    quiet = crawl(
        10, kinds={}, hubs={}, hubs_unchanged=[HOME, SPORT], articles_read=0, article_blocks={}, requests=3,
        articles_new=0, headlines_new=0,
    )  # fmt: skip
    assert alarms(TEN, quiet) == []


@pytest.mark.parametrize(("pages", "same", "told"), [(5, 5, True), (9, 5, True), (10, 5, False), (4, 4, False)])
def test_addresses_of_articles_that_show_one_page_are_an_alarm_without_a_history(
    pages: int, same: int, told: bool
) -> None:
    alarm = ("many addresses show one page", "articles' addresses")
    assert (alarm in found([], crawl(article_addresses=pages, one_page=same))) is told


def test_a_hub_that_gives_no_headlines_any_more_is_named_once() -> None:
    now = crawl(10, hubs={HOME: {"": 0}, SPORT: {"滚动": 40}})
    (alarm,) = alarms(TEN, now)
    assert alarm == {
        "what": "hub gives no headlines", "where": HOME, "expected": "at least 50 in each of 10 readings", "found": "0",
    }  # fmt: skip


def test_a_block_that_vanished_or_shrank_is_named() -> None:
    now = crawl(10, hubs={HOME: {"财经": 1, "": 30, "新栏目": 9}, SPORT: {"滚动": 40}})
    assert found(TEN, now) == [
        ("block gives no headlines", f"{HOME} 要闻"),
        ("block gives few headlines", f"{HOME} 财经"),
    ]


def test_a_block_that_was_never_steady_is_not_missed() -> None:
    wavering = [replace(c, hubs={HOME: {"要闻": 12} | ({"专题": 3} if n % 4 else {})}) for n, c in enumerate(TEN)]
    assert found(wavering, replace(crawl(10), hubs={HOME: {"要闻": 12}}, hubs_unchanged=[SPORT])) == []


def test_a_hub_that_cannot_be_read_twice_running_is_an_alarm_until_it_can() -> None:
    lost = {"hubs": {HOME: TEN[0].hubs[HOME]}, "hubs_failed": [SPORT]}
    past = list(TEN)
    for n in range(10, 14):
        now = crawl(n, **lost)
        now.alarms = alarms(past, now)
        past.append(now)
    assert [[(a["what"], a["where"]) for a in c.alarms] for c in past[10:]] == [
        [], *[[("hub cannot be read", SPORT)]] * 3
    ]  # fmt: skip
    assert alarms(past, crawl(14)) == []
    assert alarms([], crawl(0, **lost)) == []


def test_an_alarm_names_the_line_of_the_portals_data_that_no_longer_fits() -> None:
    lost = crawl(10, hubs={HOME: {"": 0}}, hubs_failed=[SPORT], unmatched=45)
    past = [replace(c, unmatched=1) for c in TEN]
    past.append(replace(past[-1], hubs_failed=[SPORT], hubs={HOME: TEN[0].hubs[HOME]}))
    told = {alarm["what"]: alarm["where"] for alarm in alarms(past, lost, {}, {HOME, SPORT})}
    assert told == {
        "`seeds` no longer fit: a seed cannot be read": SPORT,
        "`seeds` no longer fit: a seed gives no headlines": HOME,
        "`article` no longer fits: articles at other addresses": "all pages",
    }
    # What raised it is no measure for later crawls, by whichever name.
    renamed = [replace(lost, alarms=alarms(past, lost, {}, {HOME, SPORT}))] * 3
    assert ("hub gives no headlines", HOME) in found([*past, *renamed], lost)


def test_a_hub_that_was_not_due_is_not_missed() -> None:
    assert alarms(TEN, crawl(10, hubs={HOME: TEN[0].hubs[HOME]})) == []


def test_a_block_that_stands_beside_articles_no_more_is_an_alarm() -> None:
    assert found(TEN, crawl(10, article_blocks={"热门": [45, 450]})) == [
        ("block is missing from article pages", "相关阅读")
    ]


@pytest.mark.parametrize("field", ["without_text", "without_time"])
def test_articles_without_text_or_time_are_an_alarm_unless_they_always_were(field: str) -> None:
    now = crawl(10, **{field: 45})
    assert found(TEN, now) == [(f"articles {field.replace('_', ' ')}", "all pages")]
    assert found([replace(c, **{field: 45}) for c in TEN], now) == []


def test_a_change_that_meets_one_article_a_crawl_is_found_within_a_few_crawls() -> None:
    past = list(TEN)
    for n in range(10, 15):
        now = crawl(n, kinds={"hub": 2, "article": 1}, articles_read=1, without_time=1, article_blocks={})
        now.alarms = alarms(past, now)
        past.append(now)
    first = next(n for n, c in enumerate(past) if c.alarms)
    assert first - 10 <= 3


def test_a_jump_in_errors_is_an_alarm() -> None:
    steady = [replace(c, errors={"http 404": 2}) for c in TEN]
    assert found(steady, crawl(10, errors={"http 404": 3})) == []
    assert found(steady, crawl(10, errors={"http 404": 2, "timeout": 25})) == [("errors", "all pages")]


def test_pages_that_are_neither_article_nor_hub_any_more_are_an_alarm() -> None:
    now = crawl(10, kinds={"hub": 2, "other": 48}, articles_read=0, article_blocks={})
    assert ("pages that are neither article nor hub", "all pages") in found(TEN, now)


def test_pages_that_give_nothing_are_an_alarm_without_any_history_and_for_ever() -> None:
    blank = crawl(0, hubs={HOME: {"": 0}}, articles_read=0, article_blocks={}, articles_new=0, headlines_new=0)
    past: list[Crawl] = []
    for n in range(60):
        now = replace(blank, end=BEGIN + timedelta(hours=n), alarms=[])
        now.alarms = alarms(past, now)
        assert ("nothing was read", "all pages") in [(a["what"], a["where"]) for a in now.alarms]
        past.append(now)


def test_an_alarm_stands_for_many_crawls_then_the_new_state_is_the_usual_one() -> None:
    past = list(TEN)
    for n in range(10, 60):
        now = crawl(n, hubs={HOME: {"财经": 8, "": 30}, SPORT: {"滚动": 40}})
        now.alarms = alarms(past, now)
        past.append(now)
    alarmed = [n for n, c in enumerate(past) if c.alarms]
    assert alarmed == list(range(10, 10 + len(alarmed)))
    assert 10 <= len(alarmed) <= 20


def test_a_fall_in_new_items_is_judged_by_whole_days() -> None:
    def day(n: int, new: int) -> list[Crawl]:
        return [crawl(24 * n + hour, articles_new=new if hour > 6 else 0, headlines_new=0) for hour in range(24)]

    past = [c for n in range(5) for c in day(n, 3)]
    today = day(5, 0)
    first = next(n for n, now in enumerate(today) if alarms(past + today[:n], now))
    assert 17 <= first <= 23
    assert found(past + today[:first], today[first]) == [("fewer new items", "the last 24 hours")]
    assert not any(alarms(past + day(5, 2)[:n], now) for n, now in enumerate(day(5, 2)))


def test_bounds_that_a_portal_declares_hold_without_a_history() -> None:
    bounds = {"headlines": 80, "blocks": ["要闻"], "without_time": 0.1, "errors": 0.5}
    assert alarms([], crawl(), bounds) == []
    bad = crawl(hubs={HOME: {"财经": 8}}, without_time=9, errors={"timeout": 40})
    assert found([], bad, bounds) == [
        ("`bounds` no longer fit: fewer headlines than declared", "hubs"),
        ("`bounds` no longer fit: declared block is missing", "要闻"),
        ("articles without time", "all pages"),
        ("errors", "all pages"),
    ]


def test_another_spiders_crawls_are_no_measure() -> None:
    pages = [replace(c, spider="page", hubs={HOME: {"别的": 5}}) for c in TEN]
    assert alarms(pages, crawl(10)) == []


DOUBTS = {
    "shared_titles": "articles that share a title",
    "doubled_paragraphs": "articles that say a paragraph twice",
    "dated_by_crawl": "old articles dated on the day of the crawl",
    "unmatched": "`article` no longer fits: articles at other addresses",
    "unlabelled": "sightings without a label",
    "mislabelled": "sightings under a telephone number or a copyright line",
}


@pytest.mark.parametrize("field", DOUBTS)
def test_a_share_that_jumps_is_an_alarm_and_one_that_stays_is_none(field: str) -> None:
    blocks = {"要闻": 1_600}
    past = [crawl(hour, blocks=blocks, **{field: 2}) for hour in range(10)]
    assert found(past, crawl(10, blocks=blocks, **{field: 3})) == []
    many = 20 if "label" not in field else 800
    assert found(past, crawl(10, blocks=blocks, **{field: many})) == [(DOUBTS[field], "all pages")]
    bound = {field: 0.1}
    assert found([], crawl(10, blocks=blocks, **{field: many}), bound) == [(DOUBTS[field], "all pages")]


@pytest.mark.parametrize("field", DOUBTS)
def test_crawls_that_did_not_count_a_figure_are_no_history_of_it(field: str) -> None:
    assert found(TEN, crawl(10, blocks={"要闻": 1_600}, **{field: 40 if "label" not in field else 1_600})) == []


def test_one_more_list_without_a_label_is_no_alarm() -> None:
    past = [crawl(hour, blocks={"要闻": 1_600}, unlabelled=320) for hour in range(10)]
    assert found(past, crawl(10, blocks={"要闻": 1_700}, unlabelled=420)) == []
