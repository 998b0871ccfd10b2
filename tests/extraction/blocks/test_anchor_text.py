from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from newsportal.extraction import extract
from tests.extraction.blocks.lists import entry, read, words

BEIJING = ZoneInfo("Asia/Shanghai")


def test_a_picture_and_a_text_link_to_one_address_are_one_headline_with_the_words_of_the_text() -> None:
    card = '<li><a href="/tu/{0}.html"><img src="{0}.jpg" alt="图{0}"></a><h4><a href="/tu/{0}.html">{1}</a></h4></li>'
    html = card.format(60_001, "雾里的青亭渡口") + card.format(60_002, "最后一班轮渡靠岸")
    (block,) = read(f"<h3>图说青亭</h3><ul>{html}</ul>")
    assert [h.text for h in block.headlines] == ["雾里的青亭渡口", "最后一班轮渡靠岸"]
    assert {h.text_from for h in block.headlines} == {"shown"}


def test_a_picture_alone_gives_the_words_of_its_alt() -> None:
    html = "".join(
        f'<li><a href="/tu/{n}.html"><img src="{n}.jpg" alt="{alt}"></a></li>'
        for n, alt in ((60_001, "渡口晨雾里的摆渡人"), (60_002, "轮渡停航前的最后一夜"), (60_003, "60003.jpg"))
    )
    (block,) = read(f"<h3>图说青亭</h3><ul>{html}</ul>")
    assert [(h.text, h.text_from) for h in block.headlines] == [
        ("渡口晨雾里的摆渡人", "alt"),
        ("轮渡停航前的最后一夜", "alt"),
    ]


def test_a_card_gives_its_heading_without_date_and_summary() -> None:
    card = (
        '<a href="/n/{0}"><p class="t">{1}</p><p>2026-11-{2} 08:00:00</p>'
        "<p>青亭市住建部门昨天通报，今年已有一百二十个小区完成加装，明年还将继续。</p></a>"
    )
    html = card.format(70_001, "老楼加装电梯满一年", 18) + card.format(70_002, "社区书房开到夜里十点", 17)
    (block,) = read(f"<h3>最新</h3><div>{html}</div>")
    assert [h.text for h in block.headlines] == ["老楼加装电梯满一年", "社区书房开到夜里十点"]
    assert block.headlines[1].published == datetime(2026, 11, 17, 8, tzinfo=BEIJING)


def test_rank_and_channel_in_elements_of_their_own_are_not_the_headlines_words() -> None:
    html = "".join(
        f'<li><a href="/n/2026/{n}.html"><i>{mark}</i>{text}</a></li>'
        for n, mark, text in (
            (101, "1", "梧江水位连降三天"),
            (102, "[国内]", "老码头改成旧书市集"),
            (103, "TOP3", "八旬裁缝补校服"),
        )
    )
    assert words(read(f"<ol>{html}</ol>")) == ["梧江水位连降三天", "老码头改成旧书市集", "八旬裁缝补校服"]


def test_a_channel_link_before_a_headline_is_none() -> None:
    html = "".join(
        f'<li>[<a href="/{channel}/">{name}</a>] <a href="/n/2026/1118/{n}.html">{text}</a></li>'
        for n, channel, name, text in (
            (201, "shehui", "社会", "八旬裁缝免费补校服"),
            (202, "tiyu", "体育", "青亭女排时隔九年重返顶级联赛"),
            (203, "shehui", "社会", "老码头改成旧书市集"),
        )
    )
    assert words(read(f"<ul>{html}</ul>")) == [
        "八旬裁缝免费补校服",
        "青亭女排时隔九年重返顶级联赛",
        "老码头改成旧书市集",
    ]


def test_words_shown_cut_are_completed_from_the_title_attribute() -> None:
    html = (
        '<li><a href="/n/2026/301.html" title="青亭女排时隔九年重返顶级联赛 主帅：先把地板球练好">'
        "青亭女排时隔九年重返顶级…</a></li>"
        '<li><a href="/n/2026/302.html" title="点击查看全文">老码头改成旧书市集</a></li>'
    )
    (block,) = read(f"<h3>体坛</h3><ul>{html}</ul>")
    first, second = block.headlines
    assert (first.text, first.shown, first.text_from) == (
        "青亭女排时隔九年重返顶级联赛 主帅：先把地板球练好",
        "青亭女排时隔九年重返顶级…",
        "title",
    )
    assert (second.text, second.shown, second.text_from) == ("老码头改成旧书市集", "老码头改成旧书市集", "shown")


def test_a_time_beside_an_entry_is_its_own() -> None:
    html = (
        entry(401, "梧江水位连降三天", "<span>2026-11-18 16:45:21</span>")
        + entry(402, "老码头改成旧书市集", "<em>2026年11月17日</em>")
        + entry(
            403,
            "八旬裁缝免费补校服",
            "<p>裁缝说，2019年8月搬来后他就没再涨过价，街坊们都记着这份情，逢年过节总来看他</p>",
        )
    )
    (block,) = read(f"<h3>最新</h3><ul>{html}</ul>")
    assert [(h.published, h.published_precision) for h in block.headlines] == [
        (datetime(2026, 11, 18, 16, 45, 21, tzinfo=BEIJING), "second"),
        (datetime(2026, 11, 17, tzinfo=BEIJING), "day"),
        (None, None),
    ]


def test_a_day_without_its_year_takes_the_year_of_the_address_and_is_none_without() -> None:
    html = (
        '<li><a href="/yw/20251230/501.html">梧江水位连降三天</a><span>12-30</span></li>'
        '<li><a href="/yw/n50102.html">老码头改成旧书市集</a><span>12-29</span></li>'
    )
    (block,) = read(f"<h3>最新</h3><ul>{html}</ul>")
    assert [h.published for h in block.headlines] == [datetime(2025, 12, 30, tzinfo=BEIJING), None]


def test_of_two_links_to_one_address_the_one_with_author_and_time_is_not_the_headline() -> None:
    html = "".join(
        f'<div><a href="/n/{n}.html">城南 | 林晚 11-18 18:29</a><h4><a href="/n/{n}.html">{text}</a></h4></div>'
        for n, text in ((80_001, "老楼加装电梯满一年"), (80_002, "社区书房开到夜里十点"))
    )
    assert words(read(f"<h3>最新</h3>{html}")) == ["老楼加装电梯满一年", "社区书房开到夜里十点"]


def test_a_time_that_lies_ahead_is_none_and_digits_inside_an_id_are_no_year() -> None:
    """A time of publication is not ahead; of 2081 is none, though an address holds 20810102."""
    html = (
        '<li><a href="/s/blog_9b6e20810102zzm1.html">梧江水位连降三天</a><span>11-17 16:33</span></li>'
        '<li><a href="/yw/n50102.html">老码头改成旧书市集</a><span>2026-12-20</span></li>'
        '<li><a href="/yw/20271117/50103.html">八旬裁缝免费补校服</a><span>11-17</span></li>'
    )
    page = f"<html><body><h3>最新</h3><ul>{html}</ul></body></html>".encode()
    fetched = datetime(2026, 11, 18, 8, tzinfo=BEIJING)
    (block,) = extract(page, "http://www.qingting-news.example/", fetched=fetched).blocks
    assert [(h.published, h.published_precision) for h in block.headlines] == [
        (datetime(2026, 11, 17, 16, 33, tzinfo=BEIJING), "minute"),
        (None, None),
        (None, None),
    ]


def test_a_headline_that_a_call_in_the_link_writes_is_read_and_not_the_summary_below() -> None:
    card = (
        "<li><h3><a href=\"/yw/20261118/{0}.html\"><script>show('', {1});</script></a></h3>"
        '<p><a href="/yw/20261118/{0}.html">青亭市住建部门昨天通报，已有一百二十个小区完成加装，明年继续。</a></p></li>'
    )
    html = card.format(91, "'梧江水位连降三天 渡口恢复通航'") + card.format(92, '"八旬裁缝免费补校服"')
    assert words(read(f"<ul>{html}</ul>")) == ["梧江水位连降三天 渡口恢复通航", "八旬裁缝免费补校服"]


def test_other_scripts_in_a_link_give_no_headline() -> None:
    for script in ("count('/tongji/20261118.js')", "show('图片')", f"var a = '{'x' * 600}', b = '梧江水位连降三天了';"):
        html = "".join(f'<li><a href="/yw/2026/{n}.html"><script>{script}</script></a></li>' for n in (91, 92))
        assert read(f"<ul>{html}</ul>") == ()
