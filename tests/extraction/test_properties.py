"""Any bytes give a page, in time and memory that grow with their number and no faster."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsportal.extraction import Page, extract
from tests.cpu import grows_at_most
from tests.extraction.markup import PROSE, URL, page, paragraphs

PIECES = [
    *("<div>", "</div>", "<p>", "</p>", "<a href='/x'>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<br>"),
    *(
        "<h1>",
        "</h1>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<img src=x>",
        "<html>",
        "</body>",
    ),
    *(
        "<noscript>",
        "</noscript>",
        "<textarea>",
        "<style>",
        "</style>",
        "<pre>",
        "<form>",
        "<select><option>",
        "<base href=//x>",
    ),
    *("<meta http-equiv=refresh content='0;url=[x'>", "<a href='http://['>", "<p style=display:none>", "<svg><title>"),
    *("\0", "\ufeff", "\u2028", "&#0;", "&#xd800;", "&nbsp;", "<", "&", "责任编辑：", "来源：", "2026年11月20日 08:15"),
    *(
        '{"articleBody":',
        "__NEXT_DATA__",
        "<template>",
        "<input type=hidden name=a value='",
        "x={title:'",
        "',time:1795133700}",
    ),
    *(
        "(function(a){return ",
        "[1,2",
        'self.__next_f.push([1,"a:T9,',
        "<iframe srcdoc='<p>",
        "JSON.parse('",
        "相关阅读",
        "（记者",
        "）",
        *PROSE,
    ),
]


@given(st.binary(max_size=4_000), st.sampled_from([None, "gbk", "utf-8", "big5", "x"]))
@settings(max_examples=200)
@example(b"\xff\xfe<", None)
@example(b"<?xml version='1.0' encoding='gbk'?>\xb5\xda", "utf-16")
def test_any_bytes_give_a_page(body: bytes, charset: str | None) -> None:
    assert isinstance(extract(body, URL, charset), Page)


@given(st.lists(st.sampled_from(PIECES), max_size=120), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@settings(max_examples=300)
def test_any_markup_gives_a_page_of_clean_text(pieces: list[str], charset: str) -> None:
    found = extract("".join(pieces).encode(charset, "replace"), URL)
    assert (found.article is not None) == (found.kind == "article")
    if found.article:
        assert found.article.title
        for line in found.article.text.split("\n"):
            assert line == line.strip()
            assert line.isprintable()
    for link in found.links:
        assert link.url.startswith(("http://", "https://"))


@given(st.text(max_size=60))
def test_any_address_is_borne(url: str) -> None:
    for address in (url, f"http://{url}", f"http://x.example/{url}"):
        assert extract(page(paragraphs()).encode(), address).url == address


SHAPES: dict[str, Callable[[int], str]] = {
    "attributes of a tag": lambda n: "<div " + " ".join(f"a{k}=1" for k in range(n)) + ">",
    "links": lambda n: "".join(f"<a href=/n/{k}>青河新区第{k}所小学</a>" for k in range(n)),
    "list entries": lambda n: "<ul>" + "<li><a href=/n>青河新区第一所小学开学</a>" * n,
    "paragraphs": lambda n: f"<p>{PROSE[0]}</p>" * n,
    "line breaks": lambda n: f"{PROSE[0]}<br>" * n,
    "cells": lambda n: "<table>" + "<tr><td>甲<td>乙" * n,
    "signs": lambda n: "<" * n,
    "blanks": lambda n: " " * n * 20,
    "digits": lambda n: "2026-11-" * n,
    "brackets": lambda n: "（记者" * n,
    "pictures": lambda n: "<p><img src=/a.jpg></p>" * n,
    "data": lambda n: (
        f"<script>x='{PROSE[0]}',y={{a:undefined,b:[" + "{title:'青河大桥今日合龙',c:[1]}," * n + "]}</script>"
    ),
    "references": lambda n: f'<script>["{PROSE[0] * 3}"' + ',{"a":0}' * n + "]</script>",
    "scripts": lambda n: "<script>__x__ = {" * n,
    "headings": lambda n: "<h1>青河大桥今日合龙</h1>" * n,
    "hidden": lambda n: f"<p style='display:none'>{PROSE[0]}</p>" * n,
}
"""Pages of much of one thing. What is nested is bounded instead: test_parser.py."""


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_no_faster_than_the_page(shape: str) -> None:
    small, large = (page(SHAPES[shape](n)).encode() for n in (2_000, 8_000))
    assert grows_at_most(lambda: extract(small, URL), lambda: extract(large, URL), 10)


def test_reading_is_pure() -> None:
    """No Scrapy, no network, no file of the page's, and nothing printed, whatever is read."""
    code = (
        "import sys, newsportal, newsportal.extraction as x; x.extract(b'<p>a', 'http://x.example/');"
        "bad = {'scrapy', 'itemloaders', 'twisted', 'sqlite3', 'jieba'} & set(sys.modules); assert not bad, bad"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_same_bytes_give_the_same_page() -> None:
    body = page(paragraphs()).encode()
    assert extract(body, URL) == extract(body, URL)
