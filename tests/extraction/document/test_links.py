"""Addresses of a page: absolute, distinct, bounded, and those of its head."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from newsportal.extraction import extract
from newsportal.extraction.document import links, parser
from newsportal.extraction.document.links import Base
from newsportal.urls.canonical import canonical
from tests.extraction.markup import URL, page, paragraphs, read


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
    monkeypatch.setattr(links, "MAX_LINKS", 20)
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


@pytest.mark.parametrize(
    "href",
    [
        *("http://h.example/a?b=1&c=[2]~", "https://h.example", "http://h.example/a#top", "http://h.example/a#/news/1"),
        *("http://h.example/a b", "http://h.example/a\\b", "http:///x", "http://?x", "http://[::1]/x", "HTTP://h/x"),
        *(
            "http://海棠.example/",
            "http://h.example/棠?q=棠",
            "https://-h/",
            "http://h/" + "x" * 1_999,
            " http://h/x\n",
        ),
    ],
)
def test_a_link_absolute_as_it_stands_leads_where_any_other_is_joined_to(href: str) -> None:
    tree = parser.parse(b"<a href='x'>y</a>")
    base = Base(tree, "http://s.example/a/", "gb18030")
    tree.attrs[tree.elements["a"][0]] = {"href": href}
    found = [link.url for link in links.anchors(tree, base).values()]
    assert found == [url for url in [base.absolute(href)] if url]


def test_what_the_head_says_of_addresses_is_read() -> None:
    head = (
        "<base href='http://b.example/c/'><link rel=canonical href=d.html>"
        "<meta http-equiv=Refresh content='0;URL=e.html'>"
        "<link rel=alternate type=application/rss+xml href=/rss><link rel=alternate hreflang=en href=/en>"
    )
    found = read(page(f"<div>{paragraphs()}</div>", head=head))
    assert (found.canonical, found.refresh) == ("http://b.example/c/d.html", "http://b.example/c/e.html")
    assert found.feeds == ("http://b.example/rss",)


@pytest.mark.parametrize(
    ("charset", "escaped"),
    [("gbk", "%BA%A3%CC%C4"), ("gb18030", "%BA%A3%CC%C4"), ("big5", "%AE%FC%B4%C5"), ("utf-8", "%E6%B5%B7%E6%A3%A0")],
)
def test_the_words_of_a_query_are_asked_for_in_the_page_s_own_encoding(charset: str, escaped: str) -> None:
    text = "<p>這是我們的新聞，記者說：「大家都來了。」</p>" if charset == "big5" else paragraphs()
    body = f"<a href='/s?q=海棠&n=1'>搜索</a><a href='/海棠?n=1'>甲</a>{text}"
    found = [canonical(link.url) for link in extract(body.encode(charset), URL, charset).links]
    assert found == [
        f"http://www.qinghe.example/s?q={escaped}&n=1",
        "http://www.qinghe.example/%E6%B5%B7%E6%A3%A0?n=1",
    ]


def test_addresses_that_differ_behind_the_sign_of_a_route_are_different() -> None:
    hrefs = ("#/xw/1", "/#!/xw/2", "http://a.example/app.html#/xw/3", "#top", "#/", "b#x")
    found = read("".join(f"<a href='{href}'>甲 乙</a>" for href in hrefs))
    assert [link.url for link in found.links] == [
        f"{URL}#/xw/1",
        "http://www.qinghe.example/#!/xw/2",
        "http://a.example/app.html#/xw/3",
        "http://www.qinghe.example/a/20261120/b",
    ]
