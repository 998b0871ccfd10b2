"""The story's time, not the header's, the update's or the text's."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.extraction.article.story_pages import PROSE, when


def test_the_time_between_heading_and_story_is_the_story_s() -> None:
    over = "<p>2026年11月20日 08:10 来源：松屿日报</p>"
    assert when(over, above="<div>2026年11月22日 星期日</div>") == "2026-11-20T08:10"


def test_a_time_called_an_update_is_not_the_story_s() -> None:
    assert when("<p>最后更新：2026-11-21 09:00 发布时间：2026-11-20 08:10</p>") == "2026-11-20T08:10"
    assert when("<p>更新时间：2026-11-21 09:00</p>") is None


def test_the_header_s_date_alone_is_not_the_story_s() -> None:
    assert when("<p>来源：松屿日报</p>", above="<div>2026年11月22日 星期日</div>") is None


def test_the_header_s_date_is_the_story_s_on_a_newspaper_page() -> None:
    assert when(above="<div>2026年11月22日 星期日</div><div>第A02版：要闻</div>") == "2026-11-22"


def test_a_date_inside_the_story_is_not_its_time() -> None:
    assert when(story=f"<p>2018年3月20日，{PROSE}</p><p>{PROSE}</p>") is None


def test_a_line_of_credits_under_the_story_gives_its_time_and_a_comment_does_not() -> None:
    assert when(under="<p>发布时间：2026年11月20日 15:44 来源：松屿网 编辑：叶望舒</p>") == "2026-11-20T15:44"
    assert when(under="<p>网友 2026-11-20 15:44</p>") is None


def test_the_head_makes_the_shown_time_more_exact_only_where_it_agrees() -> None:
    head = "<meta property='article:published_time' content='{}'>"
    assert when("<p>2026-11-20 08:10</p>", head.format("2026-11-20T08:10:33+08:00")) == "2026-11-20T08:10:33+08:00"
    assert when("<p>2026-11-20 08:10</p>", head.format("2026-11-20T08:12:33+08:00")) == "2026-11-20T08:10"
    assert when("<p>2026-11-20</p>", head.format("2026-11-20T08:12:33+08:00")) == "2026-11-20T08:12:33+08:00"


def test_the_head_serves_where_the_page_shows_no_time() -> None:
    assert when(head="<meta name=PubDate content='2026-11-20 08:10'>") == "2026-11-20T08:10"
    dates = '"datePublished":"2026-11-20T08:10:00+08:00","dateModified":"2026-11-22"'
    linked = f'<script type="application/ld+json">{{"headline":"x",{dates}}}</script>'
    assert when(head=linked) == "2026-11-20T08:10:00+08:00"
    assert when(head="<meta name=publishdate content=1795133400>") == "2026-11-20T08:10:00+08:00"
    assert when(head="<meta property='article:modified_time' content='2026-11-22'>") is None


def test_the_address_serves_last() -> None:
    assert when(url="http://news.example/2026-11/20/content_1.htm") == "2026-11-20"
    assert when("<p>11-20 20:12</p>", url="http://news.example/20261120/1.html") == "2026-11-20T20:12"
    assert when("<p>11-20 20:12</p>") is None


def test_a_time_in_a_script_serves_where_it_names_one_day() -> None:
    assert when(under="<script>var d={pubTime:'2026-11-20 08:10:03',id:3}</script>") == "2026-11-20T08:10:03+08:00"
    assert when(under="<script>[{pubTime:'2026-11-20'},{pubTime:'2026-11-21'}]</script>") is None


def test_a_day_in_a_card_beside_its_month_is_one_date() -> None:
    assert when("<div>20</div><div>2026年11月</div>") == "2026-11-20"
    assert when("<div>11/20</div><div>2026</div>") == "2026-11-20"
    assert when("<div>2026</div><div>11-20</div>") == "2026-11-20"


def test_a_time_after_the_fetching_is_impossible() -> None:
    fetched = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert when("<p>活动时间：2027-01-05 09:00 发布：2026-11-20 15:10</p>", fetched=fetched) == "2026-11-20T15:10"


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_story_of_today_is_right_on_its_day_in_any_zone_of_the_machine(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    today = (now + timedelta(hours=8)).strftime("%Y-%m-%d")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert when(f"<p>{today} 00:01</p>", fetched=now) == f"{today}T00:01"
        assert when("<p>今天 00:01</p>", fetched=now) == f"{today}T00:01"
        assert when("<p>今天 00:01</p>") is None
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_attribute_tells_the_time_where_the_page_shows_how_long_ago() -> None:
    assert when("<time datetime='2026-11-20T08:10:00+08:00'>3小时前</time>") == "2026-11-20T08:10:00+08:00"
    assert when("<span data-time=1795133400>昨天</span>") == "2026-11-20T08:10:00+08:00"


def test_the_time_of_an_event_is_not_the_story_s() -> None:
    assert when("<p>活动时间：2026年12月1日</p>") is None


def test_an_address_that_names_a_day_ahead_tells_no_time() -> None:
    fetched = datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert when(url="http://news.example/20261119/1.html", fetched=fetched) == "2026-11-19"
    assert when(url="http://news.example/20810102/1.html", fetched=fetched) is None
