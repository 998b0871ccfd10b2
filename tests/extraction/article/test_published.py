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


FETCHED = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)  # 10:00 in Beijing
DATE_LINE = "<div>2026-11-20 08:10 来源：松屿日报</div>"
HEAD = "<meta property='article:published_time' content='2026-11-20T08:10:33+08:00'>"
BESIDES = [
    "<p>昨日下午3点，首艘货轮离港。</p>",
    "<p>刚刚，首艘货轮离港</p>",
    "<p>5天前 码头上还空无一人</p>",
    "<p>11月9日，码头开始试运行</p>",
    "<p>11月9日试运行成功</p>",
    "<p>11月9日上午10时 码头试运行</p>",
    "<p>2026年11月9日 码头试运行</p>",
    "<p>2026年11月9日起试运行</p>",
    "<p>自2026年11月9日至11月12日免收停泊费</p>",
    "<h2>——写在2026年11月9日之际</h2>",
    "<h2>12月5日首航</h2>",
    "<h2>松屿轮渡今日起停航</h2>",
    "<div><a href=/a/1.html>昨天的浪有多高</a></div>",
    "<div><a href=/a/2.html>2026年11月27日 9:30 松屿大桥通车现场直播回放</a></div>",
    "<div><span>今天</span><span>多云</span><span>3~9度</span></div>",
    "<div>2026年11月28日 星期六 晴 9℃</div>",
    "<div>今天是2026年11月28日 星期六</div>",
    "<ul><li>今日热点</li><li>昨日要闻</li></ul>",
    "<p>（原标题：松屿港今日开港）</p>",
    "<p>報名截止：2026年11月25日 18:00</p>",
    "<p>活動時間：2026年11月25日</p>",
    "<p>2026/11/27 09:30 更新</p>",
    "<p>最後更新：2026/11/27 09:30</p>",
]


@pytest.mark.parametrize("beside", BESIDES)
def test_a_date_in_what_stands_beside_the_date_line_is_not_the_story_s(beside: str) -> None:
    assert when(beside + DATE_LINE, fetched=FETCHED) == "2026-11-20T08:10"
    assert when(DATE_LINE + beside, fetched=FETCHED) == "2026-11-20T08:10"
    assert when(beside, HEAD, fetched=FETCHED) == "2026-11-20T08:10:33+08:00"
    assert when(beside, url="http://news.example/2026-11/20/1.htm", fetched=FETCHED) == "2026-11-20"


@pytest.mark.parametrize(
    "beside", [words for words in BESIDES if "2026年11月9日 " not in words and "直播" not in words]
)
def test_a_story_beside_whose_dates_none_is_its_own_has_none(beside: str) -> None:
    assert when(beside, fetched=FETCHED) is None


@pytest.mark.parametrize("summary", ["11月20日上午9时，码头开港", "11月20日9:00 码头开港"])
def test_the_clock_of_what_a_summary_tells_is_not_the_story_s(summary: str) -> None:
    assert when(f"<div>2026-11-20 来源：松屿日报</div><p>{summary}</p>", fetched=FETCHED) == "2026-11-20"
    assert when(f"<p>{summary}</p><div>2026-11-20 来源：松屿日报</div>", fetched=FETCHED) == "2026-11-20"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("<div>3小时前 来源：松屿日报</div>", "2026-11-28T07:00"),
        ("<div><span>3小时前</span> <span>松屿观潮人</span> 1.2万阅读</div>", "2026-11-28T07:00"),
        ("<div>昨天 21:05 松屿新闻网</div>", "2026-11-27T21:05"),
        ("<div>11-26 21:05 松屿日报 作者：叶望舒</div>", "2026-11-26T21:05"),
        ("<div>2026年11月26日21:05松屿新闻网</div>", "2026-11-26T21:05"),
        ("<div>2026-11-26 21:05:09松屿号</div>", "2026-11-26T21:05:09+08:00"),
        ("<div>《松屿日报》（2026年11月26日 第07版）</div>", "2026-11-26"),
        ("<div>松屿日报2026年11月26日</div>", "2026-11-26"),
        ("<div>2026年11月26日星期四</div>", "2026-11-26"),
        ("<div>發佈於 2026/11/26 下午 9:05</div>", "2026-11-26T21:05"),
        ("<div>2026/11/26 21:05（11/27 09:30 更新）</div>", "2026-11-26T21:05"),
        ("<div>Nov 26, 2026 9:05 PM</div>", "2026-11-26T21:05"),
        ("<div>松屿观潮人</div><div>2026-11-26 21:05</div>", "2026-11-26T21:05"),
    ],
)
def test_a_date_line_may_stand_among_credits(line: str, wanted: str) -> None:
    assert when(line, fetched=FETCHED) == wanted


@pytest.mark.parametrize("ago", ["刚刚", "3小时前", "昨天", "昨天 15:20"])
def test_an_exact_time_is_better_than_how_long_ago(ago: str) -> None:
    exact = "2026-11-20T08:10:33+08:00"
    assert when(f"<p>{ago}</p>", HEAD, fetched=FETCHED) == exact
    for marked in (f"<time datetime='{exact}'>{ago}</time>", f"<abbr title='2026-11-20 08:10:33'>{ago}</abbr>"):
        assert when(f"<p>{marked}</p>", fetched=FETCHED) == exact
    assert when(f"<p>{ago}</p>", under="<script>pubTime='2026-11-20 08:10:33'</script>", fetched=FETCHED) == exact
    assert when(f"<p>{ago}</p>", url="http://news.example/20261120/1.html", fetched=FETCHED) == "2026-11-20"


def test_how_long_ago_makes_the_address_s_day_more_exact_where_they_agree() -> None:
    assert when("<p>3小时前</p>", url="http://news.example/20261128/1.html", fetched=FETCHED) == "2026-11-28T07:00"


@pytest.mark.parametrize(
    "marked",
    [
        "<span data-pub-time='1795133433'></span>",
        "<span data-publish-date='2026-11-20 08:10:33'></span>",
        "<i data-timestamp=1795133433000></i>",
        "<input type=hidden name=publish_date value='2026/11/20 08:10:33'>",
        "<span itemprop=datePublished content='Fri, 20 Nov 2026 08:10:33 +0800'></span>",
    ],
)
def test_an_attribute_alone_tells_the_time(marked: str) -> None:
    assert when(f"<p>{marked}</p>", fetched=FETCHED) == "2026-11-20T08:10:33+08:00"


def test_an_attribute_of_a_change_or_of_something_else_does_not() -> None:
    assert when("<time class=updated datetime='2026-11-20T08:10:33+08:00'></time>") is None
    assert when("<p data-modified-time=1795133433 data-id=1795133433 title='松屿 2026-11-20'></p>") is None


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=publication_date content='2026-11-20 08:10:33'>",
        "<meta name='cms.date' content='2026-11-20T08:10:33+08:00'>",
        "<meta name=release-time content='Fri Nov 20 08:10:33 CST 2026'>",
        "<meta name=pubdate content=1795133433.0>",
    ],
)
def test_names_and_forms_of_the_head_s_times_are_known_by_their_shape(head: str) -> None:
    assert when(head=head, fetched=FETCHED) == "2026-11-20T08:10:33+08:00"


def test_nothing_comes_out_later_than_it_was_fetched() -> None:
    later = "2026-11-28T10:30:00+08:00"
    assert (
        when(f"<time datetime='{later}'>2026-11-28 10:30</time>", HEAD, fetched=FETCHED) == "2026-11-20T08:10:33+08:00"
    )
    assert when(f"<time datetime='{later}'>2026-11-28 10:30</time>", fetched=FETCHED) is None
    assert (
        when(head=f"<meta name=pubdate content='{later}'>", url="http://a.example/20261130/1", fetched=FETCHED) is None
    )


def test_a_time_is_told_in_the_zone_that_the_page_shows() -> None:
    head = "<meta property='article:published_time' content='2026-11-20T08:10:33Z'>"
    assert when(head=head) == "2026-11-20T16:10:33+08:00"
    assert when("<p>20/11/2026 - 09:10</p>", head) == "2026-11-20T09:10:33+01:00"
    assert when("<p>2026年11月20日 08:10</p>", head) == "2026-11-20T08:10"  # its Z is no more than a habit
    assert when("<p>2026年11月20日 08:10 EST</p>") == "2026-11-20T08:10"


def test_a_script_that_writes_the_time_into_the_page_tells_it() -> None:
    assert (
        when("<em id=publish_time></em>", under="<script>var ct = '1795133433';</script>")
        == "2026-11-20T08:10:33+08:00"
    )
    written = "<script>f(0,'1795133433',document.getElementById('publish_time'))</script>"
    assert when("<em id=publish_time></em>", under=written) == "2026-11-20T08:10:33+08:00"
    comments = "<script>list=[{createTime:'2026-11-21 10:00'},{createTime:'2026-11-21 11:00'}]</script>"
    assert when(under=comments) is None
    several = "<script>[{pubTime:'2026-11-20 08:10'},{pubTime:'2026-11-20 09:10'}]</script>"
    assert when(under=several) == "2026-11-20"


def test_a_newspaper_s_bar_may_speak_of_another_day() -> None:
    bar = "<div>2026年11月22日 查看旧版（2007年11月18日以前）</div><div>第A02版：要闻</div>"
    assert when(above=bar, fetched=FETCHED) == "2026-11-22"


def test_a_line_under_the_story_needs_no_more_than_the_label_of_a_time() -> None:
    assert when(under="<div>复核</div><div>时间：2026-11-20 17:08</div>", fetched=FETCHED) == "2026-11-20T17:08"
