"""What stands beside a headline in its link, and headlines in two lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction.blocks.block_words import GOODS, GOODS_SIGN
from tests.extraction.blocks.lists import LIST, read, words

TWO = ("梧江新桥今晨合龙", "比计划提前二十六天")


@pytest.mark.parametrize(
    "link",
    [
        "<em>1</em><span>{0}</span><i>2.6万</i>",
        "<i class=icon>独家</i>{0}",
        "<i>3</i><i>热</i>{0}",
        "<span>{0}</span><em class=hot>310万热度</em>",
        "{0}<b>视频</b>",
        "· {0}",
        "| {0}",
        "{0} 2026-11-20",
        "{0} (2026/11/20)",
    ],
)
def test_counts_badges_dates_and_bullets_are_not_the_headlines_words(link: str) -> None:
    told = ("老码头改成旧书市集 三天卖出八百本", "八旬裁缝免费补校服 一针不收钱")
    items = "".join(f'<li><a href="/n/{n}.html">{link.format(text)}</a></li>' for n, text in enumerate(told, 70_001))
    assert words(read(f"<h2>要闻</h2><ul>{items}</ul>")) == list(told)


@pytest.mark.parametrize(
    "text",
    [
        "独家授权引争议 青亭博物馆回应",
        "青亭展馆定于2026-12-01",
        "热干面摊主收到退款",
        "（图）青亭老桥的最后一夜",
        "|青亭|城里的旧书摊",
    ],
)
def test_words_that_only_look_like_marks_stay(text: str) -> None:
    assert text in words(read(f'<h2>要闻</h2><ul><li><a href="/n/70009.html">{text}</a></li>{LIST}</ul>'))


@pytest.mark.parametrize(
    "markup",
    [
        "<h1><a href=/t/1.html>{0}<br>{1}</a></h1>",
        "<strong><a href=/t/1.html>{0}<br/>{1}</a></strong>",
        "<a href=/t/1.html><p>{0}</p><p>{1}</p></a>",
        "<a href=/t/1.html><span>{0}</span><br><span>{1}</span></a>",
        "<a href=/t/1.html><h3>{0}<br>{1}</h3><p>市交通局昨天通报，大桥明年六月建成通车，公交线路随之调整。</p></a>",
        "<h2><a href=/t/1.html>{0}</a><br><a href=/t/1.html>{1}</a></h2>",
    ],
)
def test_a_headline_in_two_lines_is_one(markup: str) -> None:
    assert words(read(f"<div><h2>要闻</h2>{markup.format(*TWO)}</div><ul>{LIST}</ul>"))[0] == " ".join(TWO)


@pytest.mark.parametrize(
    "below",
    [
        "<div class=time>11-26 15:20</div>",
        "<span>青亭时报</span>",
        "<p>市交通局昨天通报，大桥明年六月建成通车。</p>",
        "<div>来源：青亭日报</div>",
    ],
)
def test_a_second_line_that_is_no_headline_is_not_joined(below: str) -> None:
    card = f"<a href=/t/2026/11/1.html><div>{TWO[0]}</div>{below}</a>"
    assert words(read(f"<div><h2>要闻</h2>{card}</div><ul>{LIST}</ul>"))[0] == TWO[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("青亭新增就业3.2万", True),
        ("青亭罚款两万又退5万元", True),
        ("青马 S7 12.98万", False),
        ("青亭苑二期98万起", False),
    ],
)
def test_a_figure_at_the_end_is_a_price_only_where_it_stands_apart(text: str, kept: bool) -> None:
    found = read(f'<div><h2>要闻</h2><div><a href="/b/0.html">{text}</a></div></div><ul>{LIST}</ul>')
    assert (text in words(found)) is kept


@given(st.from_regex(GOODS))
def test_no_offer_of_goods_is_missed_by_the_look_before(text: str) -> None:
    assert GOODS_SIGN.search(text)
