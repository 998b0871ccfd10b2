"""Links that only a script follows, and lists inside what a browser draws later."""

from __future__ import annotations

import pytest

from newsportal.extraction import extract
from newsportal.extraction.page import Page
from tests.cpu import costs_at_most

HOME = "http://www.qinghe.example/"
WORDS = (
    *("青禾渡口周一恢复通航 首班船坐满赶集人", "县城老戏台修缮完工 元旦起免费看戏", "水库放鱼三万尾 今年禁捕期提前"),
    *("果农把橙子卖到了海外 订单排到明年春", "夜校新开方言课 报名半天就满额"),
)
ADDRESSES = tuple(f"{HOME}xw/20261120/{n}.html" for n in range(31_200, 31_205))


def listed(entry: str) -> Page:
    entries = "".join(
        entry.format(words=w, path=a.removeprefix(HOME[:-1])) for w, a in zip(WORDS, ADDRESSES, strict=True)
    )
    nav = "<div class=nav><a href=/>首页</a><a href=/sh/>社会</a></div>"
    return extract(f"<meta charset=utf-8>{nav}<div><h2>要闻</h2>{entries}</div><p>青禾网</p>".encode(), HOME)


def headlines(page: Page) -> list[tuple[str, str]]:
    return [(headline.text, headline.url) for block in page.blocks for headline in block.headlines]


@pytest.mark.parametrize(
    "entry",
    [
        "<div class=row data-href='{path}'><h3>{words}</h3></div>",
        "<li data-url='{path}' onclick='go(this)'>{words}</li>",
        "<div data-link='{path}'><img src=/1.jpg><p>{words}</p><span>11-20</span></div>",
        "<div onclick=\"location.href='{path}'\"><p>{words}</p></div>",
        '<dd onclick="window.open(&quot;{path}&quot;)">{words}</dd>',
        "<p><a href='javascript:void(0)' data-href='{path}'>{words}</a></p>",
        "<p><a href='javascript:;' onclick=\"window.location='{path}'\">{words}</a></p>",
        "<p><a href=\"javascript:show('{path}')\">{words}</a></p>",
        "<noscript><a href='{path}'>{words}</a></noscript>",
        "<x-card><template shadowrootmode='open'><a href='{path}'>{words}</a></template></x-card>",
        "<textarea style='display:none'><p><a href='{path}'><b>{words}</b></a></p></textarea>",
        "<textarea>&lt;p&gt;&lt;a href='{path}'&gt;{words}&lt;/a&gt;&lt;/p&gt;</textarea>",
        "<li><a href='{path}' title='{words}'></a></li>",
        "<li><a href='{path}' aria-label='{words}'><i class=icon></i></a></li>",
    ],
)
def test_a_list_that_a_browser_s_user_can_click_is_one_of_headlines(entry: str) -> None:
    assert headlines(listed(entry)) == list(zip(WORDS, ADDRESSES, strict=True))


@pytest.mark.parametrize(
    "entry",
    [
        "<div class='share-bar' data-url='{path}'>{words}</div>",
        "<div data-url='/pic{path}.jpg'>{words}</div>",
        "<div onclick=\"shareTo('{path}')\">{words}</div>",
        "<div data-href='{{{{ item.url }}}}'>{words}</div>",
        "<div onclick=\"window.open('{path}')\"><p>青禾队</p><p>2-1</p><p>渡口队</p></div>",
        "<a data-url='{path}'>{words}</a>",
        "<button onclick=\"location.href='{path}'\">{words}</button>",
        "<template><a href='{path}'>{words}</a></template>",
    ],
)
def test_buttons_shares_pictures_and_scores_are_none(entry: str) -> None:
    assert headlines(listed(entry)) == []


def test_an_entry_that_holds_a_link_is_not_one_itself() -> None:
    page = listed("<div data-href='/x{path}'><a href='{path}'>{words}</a></div>")
    assert [url for _, url in headlines(page)] == list(ADDRESSES)


def test_a_single_link_in_noscript_and_a_list_that_is_shown_anyway_stay_closed() -> None:
    help_link = "<noscript><a href=/help>您的浏览器没有打开脚本，点此查看怎样打开</a></noscript>"
    entry = "<p><a href='{path}'>{words}</a></p>"
    assert headlines(listed(entry + help_link)) == list(zip(WORDS, ADDRESSES, strict=True))
    twice = listed(entry + "<noscript><a href='{path}'>{words}</a></noscript>")
    assert headlines(twice) == list(zip(WORDS, ADDRESSES, strict=True))


LINK = "<a href=/{}.html>渡口今天恢复通航了</a>"


@pytest.mark.parametrize(
    "markup",
    [
        "<noscript>" + LINK * 3 + "</noscript><noscript><a href=" + "x" * 400_000 + "</noscript>",
        "<noscript>" + "".join(LINK.format(n) for n in range(9_000)) + "</noscript>",
        ("<script>" + "location=abc;" * 1_500 + "</script>") * 20,
        ('<div onclick="' + "w" * 80 + "'/1.html'\">渡口今天恢复通航了</div>") * 3_000,
    ],
    ids=["long address", "many links", "variables", "calls"],
)
def test_scripts_and_closed_elements_cost_no_more_than_their_size(markup: str) -> None:
    assert costs_at_most(lambda: extract(markup.encode(), HOME), 120)
