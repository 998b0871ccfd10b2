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
    ],
)
def test_a_form_of_date_gives_its_time_and_precision(text: str, wanted: str) -> None:
    assert iso(dates.read(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
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
    ],
)
def test_a_relative_or_yearless_time_is_counted_from_fetched(text: str, wanted: str) -> None:
    assert iso(dates.read(text, FETCHED)) == wanted


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


@given(st.text(alphabet="0123456789-/.年月日时分:： T今昨前天刚小一二〇十上下午星期Zp+", max_size=60))
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
