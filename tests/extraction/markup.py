"""Markup for the tests of the story and its kind; names and events are invented."""

from __future__ import annotations

from newsportal.extraction import Page, extract

URL = "http://www.qinghe.example/a/20261120/5521.html"
HEADING = "青河大桥主桥今日合龙 比计划提前二十六天"
PROSE = (
    "记者从青河市交通运输局获悉，青河大桥主桥十九日上午合龙，比计划提前二十六天。",
    "大桥全长三千二百米，是连接青河两岸新区的第三条过江通道，明年六月建成通车。",
    "负责施工的工程师沈牧云说，这座桥的难处不在水上，而在水下四十米深的流沙。",
    "“合龙那一刻，误差只有两毫米。”他说，为了这两毫米，测量队在江上守了三个冬天。",
    "通车以后，从老城到新区的车程将由四十分钟缩短到九分钟，公交线路也将随之调整。",
)


def paragraphs(lines: tuple[str, ...] = PROSE) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def links(*words: str) -> str:
    return "".join(f'<li><a href="/n/{at}.html">{word}</a></li>' for at, word in enumerate(words))


def page(content: str, around: str = "", head: str = "", heading: str = HEADING) -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{heading}_青河网</title>{head}</head><body>"
        '<div class="top"><a href="/">首页</a><a href="/news/">新闻</a><a href="/sport/">体育</a></div>'
        f"<div class=main><h1>{heading}</h1><div class=info>2026-11-20 08:15 来源：青河日报</div>{content}</div>"
        f"{around}"
        "<div class=foot>青河网版权所有 <a href=/about>关于我们</a></div></body></html>"
    )


def read(html: str, url: str = URL) -> Page:
    return extract(html.encode(), url)


def text_of(html: str) -> list[str]:
    """The lines of a page's story."""
    found = read(html)
    assert found.article, f"no story: {found.kind}"
    return found.article.text.split("\n")
