"""Chinese date forms, and the traps among them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction.document import dates
from newsportal.text.china_time import CHINA

FETCHED = datetime(2019, 9, 8, 14, 30, 5, tzinfo=UTC)  # 22:30:05 in Beijing


def iso(moment: dates.Moment | None) -> str | None:
    return f"{moment.time.isoformat()} {moment.precision}" if moment else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019年09月08日 21:42", "2019-09-08T21:42:00+08:00 minute"),
        ("2019-09-08 21:42:03", "2019-09-08T21:42:03+08:00 second"),
        ("发布时间：2019/9/8", "2019-09-08T00:00:00+08:00 day"),
        ("时间：2024.05.11", "2024-05-11T00:00:00+08:00 day"),
        ("二〇一九年九月八日", "2019-09-08T00:00:00+08:00 day"),
        ("二○一九年十二月三十一日", "2019-12-31T00:00:00+08:00 day"),
        ("二零二一年一月二十日", "2021-01-20T00:00:00+08:00 day"),
        ("２０１９年０９月０８日", "2019-09-08T00:00:00+08:00 day"),
        ("2019年9月8日 星期日 09:05", "2019-09-08T09:05:00+08:00 minute"),
        ("2019年9月8日下午3:20", "2019-09-08T15:20:00+08:00 minute"),
        ("2019-09-08T13:42:03Z", "2019-09-08T13:42:03+00:00 second"),
        ("2019-09-08T21:42:03.123+08:00", "2019-09-08T21:42:03+08:00 second"),
        ("2019-09-0821:42:03来源", "2019-09-08T21:42:03+08:00 second"),
        ("2019-09-08 21:42:03某报", "2019-09-08T21:42:03+08:00 second"),
        ("2020年05月30日 01 版", "2020-05-30T00:00:00+08:00 day"),
        ("21 2024年02月", "2024-02-21T00:00:00+08:00 day"),
        ("2024 05/13 09:16:04 来源", "2024-05-13T09:16:04+08:00 second"),
        ("2024–05—13 09:16", "2024-05-13T09:16:00+08:00 minute"),
        ("２０２４／５／１３ ９：１６", "2024-05-13T09:16:00+08:00 minute"),
        ("2024·05·13", "2024-05-13T00:00:00+08:00 day"),
        ("24年5月13日 9:16", "2024-05-13T09:16:00+08:00 minute"),
        ("民國113年5月13日 9:16", "2024-05-13T09:16:00+08:00 minute"),
        ("中華民國113年5月13日", "2024-05-13T00:00:00+08:00 day"),
        ("113年5月13日", "2024-05-13T00:00:00+08:00 day"),
        ("二〇二四年五月十三日 9:16", "2024-05-13T09:16:00+08:00 minute"),
        ("9:16 2024-05-13", "2024-05-13T09:16:00+08:00 minute"),
        ("13/05/2024 - 09:16", "2024-05-13T09:16:00+08:00 minute"),
        ("08/05/2024", "2024-05-08T00:00:00+08:00 day"),
        ("05/13/2024", "2024-05-13T00:00:00+08:00 day"),
        ("13 5月 2024", "2024-05-13T00:00:00+08:00 day"),
        ("May 13, 2024 at 9:16 pm", "2024-05-13T21:16:00+08:00 minute"),
        ("13 May 2024", "2024-05-13T00:00:00+08:00 day"),
        ("2024-05-13 24:00", "2024-05-14T00:00:00+08:00 minute"),
        ("2024-05-13 10:00-11:30", "2024-05-13T10:00:00+08:00 minute"),
    ],
)
def test_a_form_of_date_gives_its_time_and_precision(text: str, wanted: str) -> None:
    assert iso(dates.read(text)) == wanted


@pytest.mark.parametrize(
    ("clock", "wanted"),
    [
        ("上午12:10", "00:10"),
        ("凌晨12:10", "00:10"),
        ("清晨5:40", "05:40"),
        ("早8点", "08:00"),
        ("中午12:10", "12:10"),
        ("中午1:10", "13:10"),
        ("午后2:30", "14:30"),
        ("午後2:30", "14:30"),
        ("下午12:30", "12:30"),
        ("傍晚6点一刻", "18:15"),
        ("晚7点半", "19:30"),
        ("晚间9时05分", "21:05"),
        ("深夜11:50", "23:50"),
        ("下午14:30", "14:30"),
        ("12:10 AM", "00:10"),
        ("12:10 p.m.", "12:10"),
        ("週三 上午8:21", "08:21"),
    ],
)
def test_a_part_of_the_day_says_which_twelve_hours_are_meant(clock: str, wanted: str) -> None:
    assert iso(dates.read(f"2019年9月4日 {clock}")) == f"2019-09-04T{wanted}:00+08:00 minute"


def test_twelve_at_night_ends_the_day_and_one_at_night_may_be_of_either() -> None:
    assert iso(dates.read("2019-09-08 晚上12:10")) == "2019-09-09T00:10:00+08:00 minute"
    assert iso(dates.read("2019-09-08 晚上1:10")) == "2019-09-08T00:00:00+08:00 day"


@pytest.mark.parametrize(
    ("clock", "wanted"),
    [
        ("北京时间 21:42", "21:42:00+08:00"),
        ("格林尼治标准时间13:42", "13:42:00+00:00"),
        ("13:42 GMT", "13:42:00+00:00"),
        ("HKT 21:42", "21:42:00+08:00"),
        ("21:42 CST", "21:42:00+08:00"),
        ("21:42 (UTC+8)", "21:42:00+08:00"),
        ("09:42 EDT", "09:42:00-04:00"),
        ("22:42（东京时间）", "22:42:00+09:00"),
        ("19:12 +0530", "19:12:00+05:30"),
    ],
)
def test_a_zone_that_is_named_is_kept(clock: str, wanted: str) -> None:
    moment = dates.read(f"2019年9月8日 {clock}")
    assert moment
    assert moment.zoned
    assert moment.time.isoformat() == f"2019-09-08T{wanted}"


def test_day_and_month_are_turned_where_the_page_s_language_does_so() -> None:
    (moment,) = dates.scan("08/05/2024", month_first=True)
    assert iso(moment) == "2024-08-05T00:00:00+08:00 day"


@pytest.mark.parametrize(
    "text",
    [
        "民國26年7月7日",
        "2019-13-08 10:00",
        "2019年2月30日",
        "2019-09",
        "1919年5月4日",
        "09-10 08:05",
        "电话 010-20190908123",
        "24/7 全天服务",
        "比分 3-2",
        "3小时前",
        "昨天 15:20",
        "刚刚",
        "二〇一九年十三月八日",
        "",
    ],
)
def test_what_is_no_sure_date_is_none(text: str) -> None:
    assert dates.read(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("刚刚", "2019-09-08T22:30:00+08:00 minute"),
        ("5分钟前", "2019-09-08T22:25:00+08:00 minute"),
        ("3小时前", "2019-09-08T19:30:00+08:00 minute"),
        ("2天前", "2019-09-06T00:00:00+08:00 day"),
        ("昨天 15:20", "2019-09-07T15:20:00+08:00 minute"),
        ("今天08:10", "2019-09-08T08:10:00+08:00 minute"),
        ("前天", "2019-09-06T00:00:00+08:00 day"),
        ("09-08 08:05", "2019-09-08T08:05:00+08:00 minute"),
        ("12月31日 08:05", "2018-12-31T08:05:00+08:00 minute"),
        ("发布时间：01-14\x1f17:58", "2019-01-14T17:58:00+08:00 minute"),
        ("发布时间：18-03-08\x1f23:16", "2018-03-08T23:16:00+08:00 minute"),
        ("21:18-03 12:10", None),
        ("剛剛", "2019-09-08T22:30:00+08:00 minute"),
        ("半小时前", "2019-09-08T22:00:00+08:00 minute"),
        ("一個半小時前", "2019-09-08T21:00:00+08:00 minute"),
        ("兩小時前", "2019-09-08T20:30:00+08:00 minute"),
        ("十五分鐘前", "2019-09-08T22:15:00+08:00 minute"),
        ("3天以前", "2019-09-05T00:00:00+08:00 day"),
        ("1周前", "2019-09-01T00:00:00+08:00 day"),
        ("昨晚8点", "2019-09-07T20:00:00+08:00 minute"),
        ("2 hours ago", "2019-09-08T20:30:00+08:00 minute"),
        ("a week ago", "2019-09-01T00:00:00+08:00 day"),
        ("2个月前", None),
        ("几天前", None),
        ("半天前", None),
    ],
)
def test_a_relative_or_yearless_time_is_counted_from_fetched(text: str, wanted: str | None) -> None:
    assert iso(dates.read(text, FETCHED)) == wanted


@pytest.mark.parametrize(
    "text", ["2019-09-08 22:31", "2019年9月9日", "09-08 22:31", "今天 23:00", "2019-09-08 14:31 UTC"]
)
def test_nothing_is_later_than_the_fetch(text: str) -> None:
    assert dates.read(text, FETCHED) is None


def test_a_yearless_date_takes_the_year_that_is_known() -> None:
    assert iso(dates.read("09-10 08:05", year=2017)) == "2017-09-10T08:05:00+08:00 minute"


def test_month_and_day_are_never_read_as_a_short_year() -> None:
    assert iso(dates.read("09-10 08:05", year=2021)) == "2021-09-10T08:05:00+08:00 minute"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("1567950123", "2019-09-08T21:42:03+08:00 second"),
        ("1567950123000", "2019-09-08T21:42:03+08:00 second"),
        ("20190908", "2019-09-08T00:00:00+08:00 day"),
        ("20190908214203", "2019-09-08T21:42:03+08:00 second"),
        ("201909082142", "2019-09-08T21:42:00+08:00 minute"),
        ("2019-09-08T21:42+0800", "2019-09-08T21:42:00+08:00 minute"),
        ("1567950123.0", "2019-09-08T21:42:03+08:00 second"),
        ("1567950123000000", "2019-09-08T21:42:03+08:00 second"),
        ("20190908T134203Z", "2019-09-08T13:42:03+00:00 second"),
        ("Sun, 08 Sep 2019 21:42:03 +0800", "2019-09-08T21:42:03+08:00 second"),
        ("Sun Sep 08 21:42:03 CST 2019", "2019-09-08T21:42:03+08:00 second"),
        ("Sun Sep 08 2019 21:42:03 GMT+0800 (CST)", "2019-09-08T21:42:03+08:00 second"),
        ("9999999999999", None),
        ("0000000000", None),
        ("104813", None),
    ],
)
def test_a_machine_value_gives_its_time(value: str, wanted: str | None) -> None:
    assert iso(dates.machine(value)) == wanted


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/2019-09/08/content_1.htm", "2019-09-08"),
        ("/n1/2019/0908/c1-2.html", "2019-09-08"),
        ("/html/201909/08/1804.html", "2019-09-08"),
        ("/bk/201909/t20190908_4787513.shtml", "2019-09-08"),
        ("/system/2019/09/08/030611533.shtml", "2019-09-08"),
        ("/a/2019/9/8/x.html", "2019-09-08"),
        ("/20190908/0f-5041.html", "2019-09-08"),
        ("/newsDetail_forward_4589508", None),
        ("/article/2019123456789.html", None),
        ("/2019/", None),
        ("/s/blog_9b6e20810102zzm1.html", None),
        ("/s/blog_4d20190908ab.html", None),
    ],
)
def test_an_address_gives_the_day_in_it(path: str, wanted: str | None) -> None:
    moment = dates.in_address("http://news.example.com" + path)
    assert (moment.time.date().isoformat() if moment else None) == wanted


def test_a_date_in_the_name_of_a_host_is_none() -> None:
    assert dates.in_address("http://expo20190908.example.com/a.html") is None


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_story_of_today_is_right_in_any_time_zone_of_the_machine(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        today = (datetime.now(UTC) + timedelta(hours=8)).strftime("%Y年%m月%d日 00:05")
        moment = dates.read(today, datetime.now(UTC))
        assert moment is not None
        assert moment.time.strftime("%Y年%m月%d日 %H:%M") == today
        assert moment.time.utcoffset() == timedelta(hours=8)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


@given(
    st.text(alphabet="0123456789-/.年月日时分:： T今昨前天刚小一二〇十上下午晚半民國周–／星期Zp+Sepago,", max_size=60)
)
def test_any_text_gives_a_date_or_none(text: str) -> None:
    for moment in dates.scan(text, FETCHED, 2019):
        assert 1989 <= moment.time.year <= 2100
        assert 0 <= moment.start < moment.end <= len(text)


@given(st.text())
def test_any_value_and_any_address_give_a_date_or_none(text: str) -> None:
    for moment in (dates.machine(text), dates.in_address(text), dates.in_address("http://a/" + text)):
        assert moment is None or moment.time.tzinfo is not None


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2099, 12, 31)))
def test_each_written_form_of_a_time_reads_back(value: datetime) -> None:
    for form in ("%Y年%m月%d日 %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%dT%H:%M:%S", "%Y.%m.%d %H:%M:%S"):
        moment = dates.read(value.strftime(form))
        assert moment is not None
        assert moment.time == value.replace(microsecond=0, tzinfo=CHINA)


@pytest.mark.parametrize(
    "clock", ["", " 21:42", "\x1f9:42:03", "日 21:42", " 21:42 AM", " 21:42（北京时间）", " 24:00", "  21:42:"]
)
@pytest.mark.parametrize(
    "day",
    [
        "2019-09-08",
        "2019年09月08日",
        "2019-09-31",
        "１９４９－１０－０１",
        ".2019-09-08",
        "二〇一九年九月一日 2019-09-08",
    ],
)
def test_what_is_read_by_one_expression_is_read_as_by_all(
    day: str, clock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"编辑 {day}{clock} 来源：某报"
    short = dates.scan(text)
    dates._scanned.cache_clear()
    monkeypatch.setattr(dates, "only", lambda text: None)
    assert dates.scan(text) == short
    dates._scanned.cache_clear()
