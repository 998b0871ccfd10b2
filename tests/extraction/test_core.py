"""Stories, hubs and what is neither; flags; divided stories; pictures; data in scripts; addresses."""

from __future__ import annotations

import json
from urllib.parse import urljoin

import pytest

from newsportal.extraction import extract
from newsportal.extraction.document import links as addresses
from newsportal.extraction.document import parser, recorder
from newsportal.extraction.document.links import Base
from tests.extraction.markup import HEADING, PROSE, URL, links, page, paragraphs, read

ENTRIES = links(*[f"青河新区第{n}所小学下月开学迎新生" for n in range(30)])
HUB = f"<html><title>青河网</title><body><h2>要闻</h2><ul>{ENTRIES}</ul></body></html>"
SUMMARIES = "".join(
    f"<li><a href=/n/{n}.html>青河新区第{n}所小学下月开学迎新生</a><p>{PROSE[n % 5]}</p></li>" for n in range(30)
)


def test_a_story_is_an_article_and_a_list_a_hub() -> None:
    assert read(page(f"<div>{paragraphs()}</div>")).kind == "article"
    assert read(HUB, "http://www.qinghe.example/").kind == "hub"


def test_a_list_of_summaries_is_a_hub() -> None:
    found = read(f"<html><title>要闻_青河网</title><body><ul>{SUMMARIES}</ul></body></html>", URL)
    assert (found.kind, found.article) == ("hub", None)


def test_a_story_without_a_heading_is_an_article_where_little_else_is() -> None:
    html = f"<html><title>青河网</title><body><div>{paragraphs(PROSE * 2)}</div></body></html>"
    assert read(html).kind == "article"
    assert read(html, "http://www.qinghe.example/index.html").kind != "article"


BLOCKED = {
    "a captcha": "<title>安全验证</title><h1>请完成安全验证</h1><p>您的访问过于频繁，请拖动滑块完成拼图。</p>",
    "an error": "<title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx",
    "a page taken down": "<title>青河网</title><p>抱歉，您访问的页面不存在或已删除，三秒后返回。</p>",
    "a login": "<title>登录</title><p>请先登录后查看全部内容，登录即表示同意协议。</p>",
    "a browser check": "<title>Just a moment...</title><p>Checking your browser before accessing, please wait.</p>",
    "a listing": "<title>Index of /news</title><h1>Index of /news</h1><pre><a href=a/>a/</a> 2026-11-01</pre>",
}


@pytest.mark.parametrize("what", BLOCKED)
def test_an_answer_instead_of_the_page_is_other_and_flagged(what: str) -> None:
    found = read(f"<html>{BLOCKED[what]}</html>")
    assert (found.kind, found.article, found.flags) == ("other", None, ("blocked",))


def test_a_story_about_captchas_is_a_story() -> None:
    lines = ("警方提醒，验证码不能转告他人，请先登录官方网站核实，页面不存在时不要重复输入。", *PROSE)
    assert read(page(f"<div>{paragraphs(lines)}</div>", heading="骗取验证码的新手法 警方这样提醒")).flags == ()


@pytest.mark.parametrize("body", [b"", b" \n", b"\0", b"<html></html>"])
def test_nothing_is_other_and_flagged_empty(body: bytes) -> None:
    found = extract(body, URL)
    assert (found.kind, found.flags) == ("other", ("empty",))


def test_what_was_left_out_is_flagged_and_the_story_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = page(f"<div {' '.join(f'a{n}=1' for n in range(201))}>{paragraphs()}</div>")
    assert (read(many).flags, read(many).kind) == (("attributes",), "article")
    monkeypatch.setattr(recorder, "MAX_DEPTH", 50)
    found = read(page("<div>" * 60 + paragraphs() + "</div>" * 60))
    assert (found.flags, found.kind) == (("deep",), "article")
    assert found.article
    assert PROSE[0] in found.article.text
    monkeypatch.setattr(parser, "_FEW_TAGS", 10)
    monkeypatch.setattr(parser, "MAX_TAGS", 60)
    long = page(f"<div>{paragraphs()}</div>", "<p>x</p>" * 60)
    assert (read(long).flags, read(long).kind) == (("cut",), "article")
    monkeypatch.setattr(parser, "MAX_BYTES", 2_000)
    assert read(page(f"<div>{paragraphs()}</div>" + " " * 2_000)).flags == ("cut",)


@pytest.mark.parametrize(
    "piece", ["</div></div>", "<h2>标题", "</ul><li>", "<h3></h2><ul><a href=/1.html>一条普通的新闻标题"]
)
def test_headings_and_lists_that_end_out_of_turn_are_read(piece: str) -> None:
    """Found by benchmarks/fuzz.py."""
    for times in (1, 40):
        found = read(page(f"<div>{paragraphs()}</div>{piece * times}", piece * times))
        assert found.article
        assert PROSE[0] in found.article.text


def test_an_entity_of_a_page_s_own_is_not_resolved() -> None:
    html = page(f"<div>{paragraphs()}<p>另有&a;消息。</p></div>")
    found = read(f'<!DOCTYPE html [<!ENTITY a "自造的">]>{html}')
    assert found.article
    assert "自造的" not in found.article.text


def test_the_next_page_of_a_story_is_known_and_the_next_story_is_none() -> None:
    numbers = "<div>1 <a href=5521_2.html>2</a> <a href=5521_3.html>3</a> <a href=5521_2.html>下一页</a></div>"
    story = f"<div>{paragraphs()}</div>{numbers}<p>下一篇：<a href=5522.html>江上又见白鹭</a></p>"
    found = read(page(story)).article
    assert found
    assert (found.pages, found.next_page) == (3, URL.replace("5521", "5521_2"))
    last = f"<div>{paragraphs()}</div><div><a href=5521.html>1</a> <a href=5521_2.html>2</a> 3</div>"
    found = read(page(last), URL.replace("5521", "5521_3")).article
    assert found
    assert (found.pages, found.next_page) == (3, None)
    found = read(page(f"<div>{paragraphs()}</div><a href=5522.html>下一页</a><a href=/list_2.html>2</a>")).article
    assert found
    assert (found.pages, found.next_page) == (1, None)


def test_pages_may_be_numbered_in_the_query_or_by_a_script() -> None:
    url = "http://www.qinghe.example/read?id=7&page=2"
    pages = "".join(f"<a href='/read?id=7&page={n}'>{n}</a>" for n in (1, 2, 3, 4))
    found = read(page(f"<div>{paragraphs()}</div>{pages}"), url).article
    assert found
    assert (found.pages, found.next_page) == (4, url.replace("page=2", "page=3"))
    script = '<script>createPageHTML(3, 0, "t20261120_77", "html");</script>'
    found = read(page(f"<div>{paragraphs()}</div>{script}")).article
    assert found
    assert (found.pages, found.next_page) == (3, "http://www.qinghe.example/a/20261120/t20261120_77_1.html")


def test_pictures_of_the_story_come_with_their_captions() -> None:
    pictures = (
        "<p><img src=/p/1.jpg></p><p>图为合龙现场。</p>"
        "<figure><img data-src='//i.qinghe.example/2.jpg' src=/blank.gif><figcaption>江上的测量队</figcaption></figure>"
        "<img src=/icon.png width=16><img src='data:image/gif;base64,R0'><div class=share><img src=/wx.png></div>"
    )
    found = read(page(f"<div>{paragraphs(PROSE[:2])}{pictures}{paragraphs(PROSE[2:])}</div>")).article
    assert found
    assert [(image.url, image.caption) for image in found.images] == [
        ("http://www.qinghe.example/p/1.jpg", "图为合龙现场。"),
        ("http://i.qinghe.example/2.jpg", "江上的测量队"),
    ]


HTML_BODY = paragraphs(PROSE)
DATA = {
    "__NEXT_DATA__": (
        "<script id=__NEXT_DATA__ type=application/json>%s</script>",
        {"props": {"pageProps": {"detail": {"name": HEADING, "content": HTML_BODY, "source": "青河日报"}}}},
    ),
    "__INITIAL_STATE__": (
        "<script>window.__INITIAL_STATE__ = %s;(function(){var s;}());</script>",
        {"news": {"list": [{"title": "别的"}], "cur": {"title": HEADING, "source": "青河日报", "body": HTML_BODY}}},
    ),
    "allData": (
        "<script>var allData = %s;\nvar adData = {};</script>",
        {"docData": {"title": HEADING, "source": "青河日报", "contentData": {"contentList": [{"data": HTML_BODY}]}}},
    ),
    "articleBody": (
        "<script type='application/ld+json'>%s</script>",
        {
            "@type": "NewsArticle",
            "headline": HEADING,
            "articleBody": "\n".join(PROSE),
            "publisher": {"name": "青河日报"},
        },
    ),
}


@pytest.mark.parametrize("kind", DATA)
def test_a_story_that_stands_only_in_data_is_read(kind: str) -> None:
    script, data = DATA[kind]
    html = f"<html><title>{HEADING}_青河网</title><body><div id=app></div>{script % json.dumps(data)}</body></html>"
    found = read(html)
    assert found.kind == "article"
    assert found.article
    assert found.article.title == HEADING
    assert found.article.text.split("\n") == list(PROSE)


def test_data_of_another_story_or_no_json_is_not_read() -> None:
    other = {"list": [{"title": "一座桥修了三代人", "content": HTML_BODY}]}
    for script in (
        f"window.__STATE__ = {json.dumps(other)}",
        "window.__STATE__ = {a: function(){}",
        "__x__ = " + "[" * 60,
    ):
        assert read(f"<html><title>{HEADING}</title><script>{script}</script></html>").article is None


def test_links_are_absolute_distinct_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    hrefs = (
        "/a",
        "b",
        "../c",
        "//d.example/e",
        "?f=1",
        "http://g.example",
        "#top",
        "/a#x",
        "javascript:void(0)",
        "",
        " /h ",
    )
    found = read("".join(f"<a href='{href}'>甲 乙</a>" for href in hrefs))
    site = "http://www.qinghe.example"
    assert [link.url for link in found.links] == [
        *(f"{site}/a", f"{site}/a/20261120/b", f"{site}/a/c", "http://d.example/e", f"{URL}?f=1", "http://g.example"),
        f"{site}/h",
    ]
    monkeypatch.setattr(addresses, "MAX_LINKS", 20)
    assert len(read("".join(f"<a href=/{n}>x</a>" for n in range(29))).links) == 20


@pytest.mark.parametrize(
    "bad", ["http://[", "http://[::1", "//[x]/", "mailto:a@b", "tel:1", "data:,x", "http:///x", "\\\\x", "http://a b"]
)
def test_one_bad_link_costs_nothing_else(bad: str) -> None:
    found = [link.url for link in read(f"<a href=/1>a</a><a href='{bad}'>b</a><a href=/2>c</a>").links]
    assert found[0].endswith("/1")
    assert found[-1].endswith("/2")
    assert all(url.startswith(("http://", "https://")) for url in found)


HREFS = (
    *("x", "/x", "./x", "../x", "../../../x", "?x", "//h/x", "http://h", "x:y", "a/../b", "/a/./b", "././x"),
    *("./../x/", "../x//y", "./x?", "../x;y", "../x/../y", "./..x", "./", "..", "JavaScript:void(0)"),
)


@pytest.mark.parametrize("url", ["http://s.example/a/b.html", "https://s.example", "http://s.example/a/?q=/c/d"])
def test_addresses_are_joined_as_the_standard_library_joins_them(url: str) -> None:
    base = Base(parser.parse(b""), url)
    for href in HREFS:
        joined = urljoin(url, href)
        assert base.absolute(href) == (joined if joined.startswith("http") else None), href


def test_what_the_head_says_of_addresses_is_read() -> None:
    head = (
        "<base href='http://b.example/c/'><link rel=canonical href=d.html>"
        "<meta http-equiv=Refresh content='0;URL=e.html'>"
        "<link rel=alternate type=application/rss+xml href=/rss><link rel=alternate hreflang=en href=/en>"
    )
    found = read(page(f"<div>{paragraphs()}</div>", head=head))
    assert (found.canonical, found.refresh) == ("http://b.example/c/d.html", "http://b.example/c/e.html")
    assert found.feeds == ("http://b.example/rss",)
