# ruff: noqa: E501
"""HTML that is odd, or much of one thing, within the tests' bound of a page. That reading takes time in proportion and keeps its own bounds: tests/extraction/test_properties.py."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.answers import BOUND, HEAD, PARAGRAPHS, TAIL, TITLE, Case, always, article
from tests.hostile.answers.packed import noise
from tests.hostile.server import response

ROOM = BOUND - 8_000
"""Bytes that a page may have beside its article."""
LINK = '<a href="/news/{0}.html">水库检修进展第{0}次通报</a>'


def page(body: str | bytes, ends: str = "article|page", charset: str = "; charset=utf-8") -> tuple[Callable, str]:
    return always(response(body, content_type=f"text/html{charset}")), ends


def inside(made: str) -> tuple[Callable, str]:
    return page(article(made))


def fill(unit: str, size: int = ROOM) -> str:
    return unit * max(1, size // len(unit.encode()))


def before(head: str) -> tuple[Callable, str]:
    return page(article(before=head))


SHAPES: dict[str, tuple[Callable, str]] = {
    "levels of div": inside("<div>" * 60 + "深处" + "</div>" * 60),
    "levels of span before the text": page(HEAD + "<span>" * 60 + "".join(PARAGRAPHS) + TAIL),
    "tables inside each other": inside("<table><tr><td>" * 40),
    "links inside each other": inside('<a href="/x">' * 60),
    "attributes on a tag": inside("<p " + " ".join(f"a{n}=1" for n in range(300)) + ">属性</p>"),
    "an attribute that fills the page": inside(f'<p title="{fill("属")}">属性</p>'),
    "an attribute without its quote": inside('<p title="' + fill("<p>字</p>")),
    "links that fill the page": page(article(after="".join(LINK.format(n) for n in range(ROOM // 80)))),
    "an href that fills the page": inside(f'<a href="/{fill("a")}">标题标题标题标题</a>'),
    "data addresses": inside(f'<img src="data:image/png;base64,{"A" * 500}">' * 20),
    "a text that fills the page": inside(fill("字")),
    "a title that fills the page": page(f"<title>{fill('题')}</title>{article()}"),
    "a title and an h1 that fill the page": page(article().replace(TITLE, fill("题", ROOM // 2))),
    "a byline that fills the page": page(article().replace("责任编辑:张华", fill("责任编辑:张华 "))),
    "sources": inside(f"<p>{fill('来源:')}</p>"),
    "dates": inside(f"<p>{fill('2026-11-20 08:30 ')}</p>"),
    "wide spaces": inside(f"<p>{fill(chr(0x3000))}</p>"),
    "title separators": page(f"<title>{fill('_')}</title>{article()}"),
    "line breaks": inside(fill("<br>")),
    "unclosed tags": inside("<div><p><b>" * 30),
    "end tags": inside(fill("</b>", 2_000)),
    "cells": inside("<table>" + fill("<tr><td>1<td>2", 9_000)),
    "pictures": inside(fill('<img src="/a.jpg" alt="图">', 9_000)),
    "an unclosed comment": inside("<!-- " + fill("<p>字</p>")),
    "an unclosed script": inside("<script>" + fill("var a = '<p>字</p>';")),
    "a script that fills the page": before(f"<script>{fill('a=1;')}</script>"),
    "plaintext": inside("<plaintext>" + fill("<p>字</p>", 9_000)),
    "drawings in drawings": inside("<svg><math>" * 20),
    "numbers that are no characters": inside("<p>" + "&#xD800;&#0;&#x110000;" * 9 + "</p>"),
    "an entity of its own": page('<!DOCTYPE h [<!ENTITY a "乙">]>' + article("<p>&a;</p>")),
    "JSON-LD that fills the page": before(f'<script type="application/ld+json">{{"a":"{fill("b")}"}}</script>'),
    "JSON-LD that is odd": before(
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":NaN,"datePublished":1e999,'
        '"author":{"name":["a",{"b":null}]},"image":[[[]]]}</script>'
    ),
    "meta tags": before(fill('<meta property="og:title" content="题">')),
    "addresses that are none": inside("".join(f'<a href="{bad}">一条普通的新闻标题</a>' for bad in ("http://[::1", "//", "http://a b/", "mailto:a@b", "tel:110", "data:,x", "?#", "#", " "))),
    "NUL between all": page(article().encode().replace(b"<p>", b"<\0p>\0")),
    "bidirectional and zero-width": page(article().replace("水库", "水\u202e\u200b库\u2066\ufeff")),
    "line separators": page(article().replace(",", ",\u2028\u2029\x85")),
    "a forged log line in the title": page(article().replace(TITLE, f"{TITLE}\r\n2026-11-24 ERROR: 伪造\x1b[31m")),
    "GBK that breaks": page(article().encode("gbk", "replace").replace(b"\xcb", b"\xff\xcb"), charset="; charset=gbk"),
    "UTF-8 cut in a character": page(article().encode().replace("。".encode(), b"\xe3\x80"), charset=""),
    "UTF-16": page(article().encode("utf-16"), charset=""),
    "half a UTF-16": page(article().encode("utf-16")[:-1], charset="; charset=utf-16"),
    "a declaration far down": page(("<!--" + "a" * 9_000 + "-->" + article()).encode("gbk"), charset=""),
    "random bytes in tags": page(b"<html><p>" + noise(9_000).translate(None, bytes(range(9))) + b"</html>", "page|article|not-text"),
    "markup signs": page(fill("<", 9_000) + article()),
    "ampersands": page(article(fill("&", 9_000))),
    "more than a page may have": page(article(fill("<p>字</p>", BOUND)), "too-large"),
}  # fmt: skip

CASES = tuple(Case(name, *shape) for name, shape in SHAPES.items())
