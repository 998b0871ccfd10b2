"""The page of a newspaper on which an article stands, in the forms of newspapers' sites."""

from __future__ import annotations

import pytest

from newsportal.extraction import extract

BODY = "".join(
    f"<p>其{n}，栖川县河口大桥今天上午正式通车，两岸居民往来从此只要五分钟，县交通局表示将继续改善道路。</p>"
    for n in "一二三四五六"
)
PAGES = "".join(f"<li><a href='node_0{n}.htm'>第0{n}版：{name}</a></li>" for n, name in ((1, "要闻"), (2, "本县 综合")))
STEPS = "<a href='a.htm'>上一版</a> <a href='b.htm'>下一版</a>"


def read(head: str, url: str = "http://paper.qinghe.example/202611/20/content_1.html") -> tuple[str | None, str | None]:
    title = "<title>栖川县河口大桥今天通车_栖川日报</title>"
    shown = f"{head}<h1>栖川县河口大桥今天通车</h1><p>2026年11月20日</p><div>{BODY}</div>"
    page = f"<html><head>{title}</head><body>{shown}</body></html>"
    article = extract(page.encode(), url).article
    assert article
    return article.print_page, article.print_section


@pytest.mark.parametrize(
    ("head", "page", "section"),
    [
        (f"<p>第A08版：本县新闻</p><p>{STEPS}</p><ul>{PAGES}</ul>", "A08", "本县新闻"),
        (f"<p>当前版： 02版 {STEPS}</p><ul>{PAGES}</ul>", "02", "本县 综合"),
        (f"<p>{STEPS} 01版： 要闻</p>", "01", "要闻"),
        (f"<p>01版:要闻 {STEPS}</p>", "01", "要闻"),
        (f"<p>第 03 版：副刊</p><p>{STEPS}</p>", "03", "副刊"),
        ("<p>记者 韩明澈 来源：栖川日报（ 2026年11月20日 01 版）</p>", "01", None),
        ("<p>《栖川日报》（2026年11月20日 星期五 第 06 版）</p>", "06", None),
    ],
)
def test_the_page_and_its_name_are_read(head: str, page: str, section: str | None) -> None:
    assert read(head) == (page, section)


def test_an_address_tells_the_page_where_nothing_else_does() -> None:
    url = "http://paper.qinghe.example/html/2026-11/20/nw.D110000qhrb_20261120_3-02.htm"
    assert read(f"<ul>{PAGES}</ul><p>{STEPS}</p>", url) == ("02", "本县 综合")
    assert read("", url) == ("02", None)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<p>版权所有 不得转载</p><p>手机版 电脑版</p>",
        "<p>11月20日出版的《栖川志》第3版次有修订</p>",
        f"<ul>{PAGES}</ul><p>{STEPS}</p>",
    ],
)
def test_what_names_no_page_of_this_article_is_none(head: str) -> None:
    assert read(head)[0] is None
