# ruff: noqa: E501
"""HTML that is too much of something. Most stay below what a page may have: the reader must bear what the door lets in."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.answers import HEAD, PARAGRAPHS, TAIL, TITLE, Case, always, article
from tests.hostile.answers.packed import noise
from tests.hostile.server import response

MB = 1_000_000
LINK = '<a href="/news/{0}.html">水库检修进展第{0}次通报</a>'


def page(make: Callable[[], str | bytes], ends: str = "article|page", charset: str = "; charset=utf-8") -> tuple:
    return always(lambda: response(make(), content_type=f"text/html{charset}")), ends


def inside(make: Callable[[], str], ends: str = "article|page") -> tuple:
    return page(lambda: article(make()), ends)


def fill(unit: str, size: float) -> str:
    return unit * max(1, int(size / len(unit.encode())))


def nest(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + "深处" + f"</{tag}>" * depth


SHAPES: dict[str, tuple] = {
    "10,000 levels of div": inside(lambda: nest("div", 10_000)),
    "100,000 levels of div": inside(lambda: nest("div", 100_000)),
    "600,000 levels of b": page(lambda: HEAD + "<b>" * 600_000 + TAIL),
    "100,000 levels of span before the text": page(lambda: HEAD + "<span>" * 100_000 + "".join(PARAGRAPHS) + TAIL),
    "10,000 tables inside each other": inside(lambda: "<table><tr><td>" * 10_000),
    "20,000 lists inside each other": inside(lambda: "<ul><li>" * 20_000),
    "10,000 forms": inside(lambda: "<form><input>" * 10_000),
    "50,000 links inside each other": inside(lambda: '<a href="/x">' * 50_000),
    "100,000 attributes on a tag": inside(lambda: "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">属性</p>"),
    "100,000 equal attributes": inside(lambda: "<p " + "a=1 " * 100_000 + ">属性</p>"),
    "260,000 attributes on a tag": inside(lambda: "<p " + " ".join(f"a{n}" for n in range(260_000)) + ">属性</p>"),
    "400 tags of 1,000 attributes": inside(
        lambda: ("<p " + " ".join(f"a{n}" for n in range(1_000)) + ">属性</p>") * 400
    ),
    "an attribute of 2 MB": inside(lambda: f'<p title="{fill("属", 2.0 * MB)}">属性</p>'),
    "attributes in an end tag": inside(lambda: "</p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">"),
    "an attribute without its quote": inside(lambda: '<p title="' + fill("<p>字</p>", 2.0 * MB)),
    "30,000 links": page(lambda: article(after="".join(LINK.format(n) for n in range(30_000)))),
    "120,000 bare links": page(lambda: article(after="<a href=/a>x</a>" * 120_000)),
    "an href of 2 MB": inside(lambda: f'<a href="/{fill("a", 2.0 * MB)}">标题标题标题标题</a>'),
    "380 data addresses": inside(lambda: f'<img src="data:image/png;base64,{"A" * 5_000}">' * 380),
    "a text of 2 MB": inside(lambda: fill("字", 2.0 * MB)),
    "a title of 2 MB": page(lambda: f"<title>{fill('题', 2.0 * MB)}</title>{article()}"),
    "a title and an h1 of 1 MB": page(lambda: article().replace(TITLE, fill("题", 1.0 * MB))),
    "a byline of 2 MB": page(lambda: article().replace("责任编辑:张华", fill("责任编辑:张华 ", 2.0 * MB))),
    "sources without end": inside(lambda: f"<p>{fill('来源:', 2.0 * MB)}</p>"),
    "brackets without end": inside(lambda: f"<p>{fill('(记者', 2.0 * MB)}</p>"),
    "digits without end": inside(lambda: f"<p>{fill('2026', 2.0 * MB)}</p>"),
    "dates without end": inside(lambda: f"<p>{fill('2026-11-20 08:30 ', 2.0 * MB)}</p>"),
    "years without end": inside(lambda: f"<p>{fill('2026年', 2.0 * MB)}</p>"),
    "spaces without end": inside(lambda: f"<p>{fill(' ', 2.0 * MB)}</p>"),
    "wide spaces without end": inside(lambda: f"<p>{fill(chr(0x3000), 2.0 * MB)}</p>"),
    "title separators without end": page(lambda: f"<title>{fill('_', MB)}</title>{article()}"),
    "500,000 line breaks": inside(lambda: "<br>" * 500_000),
    "200,000 paragraphs": inside(lambda: "<p>字" * 200_000),
    "280,000 empty tags": inside(lambda: "<i></i>" * 280_000),
    "200,000 unclosed tags": inside(lambda: "<div><p><b>" * 66_000),
    "500,000 end tags": inside(lambda: "</b>" * 500_000),
    "100,000 cells": inside(lambda: "<table>" + "<tr><td>1<td>2" * 50_000),
    "100,000 options": inside(lambda: "<select>" + "<option>一" * 100_000),
    "70,000 pictures": inside(lambda: '<img src="/a.jpg" alt="图">' * 70_000),
    "190,000 different tags": inside(lambda: "".join(f"<x{n}>" for n in range(190_000))),
    "an unclosed comment": inside(lambda: "<!-- " + fill("<p>字</p>", 2.0 * MB)),
    "200,000 comments": inside(lambda: "<!-- a -->" * 200_000),
    "an unclosed script": inside(lambda: "<script>" + fill("var a = '<p>字</p>';", 2.0 * MB)),
    "a script of 2 MB": page(lambda: article(before=f"<script>{fill('a=1;', 2.0 * MB)}</script>")),
    "a style of 2 MB": page(lambda: article(before=f"<style>{fill('a{b:c}', 2.0 * MB)}</style>")),
    "plaintext": inside(lambda: "<plaintext>" + fill("<p>字</p>", MB)),
    "a template in itself": inside(lambda: nest("template", 5_000)),
    "drawings in drawings": inside(lambda: "<svg><math>" * 5_000),
    "380,000 entities": inside(lambda: "<p>" + "&amp;" * 380_000 + "</p>"),
    "numbers that are no characters": inside(lambda: "<p>" + "&#xD800;&#0;&#x110000;&#99999999999999999999;" * 10_000 + "</p>"),
    "entities that multiply": page(
        lambda: '<!DOCTYPE h [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "]>"
        + article("<p>&i;</p>")
    ),
    "an entity that names a file": page(lambda: '<!DOCTYPE h [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + article("<p>&a;</p>")),
    "JSON-LD of 2 MB": page(lambda: article(before=f'<script type="application/ld+json">{{"a":"{fill("b", 2.0 * MB)}"}}</script>')),
    "JSON-LD 100,000 deep": page(lambda: article(before=f'<script type="application/ld+json">{"[" * 100_000}</script>')),
    "JSON-LD that is odd": page(
        lambda: article(
            before='<script type="application/ld+json">{"@type":"NewsArticle","headline":NaN,"datePublished":1e999,'
            '"author":{"name":["a",{"b":null}]},"image":[[[]]]}</script>'
        )
    ),
    "45,000 meta tags": page(lambda: article(before='<meta property="og:title" content="题">' * 45_000)),
    "20,000 base addresses": page(lambda: article(before='<base href="http://[bad">' * 20_000)),
    "bad addresses": inside(lambda: "".join(f'<a href="{bad}">一条普通的新闻标题</a>' for bad in BAD_ADDRESSES)),
    "NUL between all": page(lambda: article().encode().replace(b"<p>", b"<\0p>\0"), "article|page"),
    "bidirectional and zero-width": page(lambda: article().replace("水库", "水\u202e\u200b库\u2066\ufeff")),
    "line separators": page(lambda: article().replace(",", ",\u2028\u2029\x85")),
    "a forged log line in the title": page(lambda: article().replace(TITLE, f"{TITLE}\r\n2026-11-24 ERROR: 伪造\x1b[31m")),
    "GBK that breaks": page(lambda: article().encode("gbk", "replace").replace(b"\xcb", b"\xff\xcb"), charset="; charset=gbk"),
    "UTF-8 cut in a character": page(lambda: article().encode().replace("。".encode(), b"\xe3\x80"), charset=""),
    "UTF-16": page(lambda: article().encode("utf-16"), charset=""),
    "half a UTF-16": page(lambda: article().encode("utf-16")[:-1], charset="; charset=utf-16"),
    "ISO-2022 escapes": page(lambda: b"\x1b$A" * 100_000 + article().encode(), charset="; charset=iso-2022-cn"),
    "GB18030 four bytes": page(lambda: article().encode("gb18030") + b"\x81\x30\x81\x30" * 450_000 + b"</html>", charset="; charset=gb18030"),
    "a declaration after 1 MB": page(lambda: ("<!--" + "a" * MB + "-->" + article()).encode("gbk"), charset=""),
    "random bytes in tags": page(lambda: b"<html><p>" + noise(1_900_000).translate(None, bytes(range(9))) + b"</html>", "page|article|not-text"),
    "2 MB of markup signs": page(lambda: fill("<", 2.0 * MB) + article()),
    "2 MB of quotes": page(lambda: article(fill("<a '\"", 2.0 * MB))),
    "8 MB of paragraphs": page(lambda: article("<p>字</p>" * 800_000), "too-large"),
    "200 MB of paragraphs": page(lambda: article("<p>字</p>" * 20_000_000), "too-large"),
    "2 MB of ampersands": page(lambda: article(fill("&", 2.0 * MB))),
}  # fmt: skip

BAD_ADDRESSES = (
    "javascript:void(0)", "http://[::1", "http://a b/", "//", "http://:80", "mailto:a@b", "\x00\x01", "http://\ud7ff/", "?#", "////x",
    "http://a.example:99999/", "tel:110", "data:,x", "\\\\x\\y", "http://%zz/", "http://xn--/", "#", " ", "http://.example/", "blob:x",
)  # fmt: skip

CASES = tuple(Case(name, *shape) for name, shape in SHAPES.items())
