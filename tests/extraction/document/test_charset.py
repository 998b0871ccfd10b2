"""Bytes that lie about their encoding, each made here."""

from __future__ import annotations

import pytest

from newsportal.extraction import extract
from newsportal.extraction.document.charset import decode

TITLE = "青河大桥今日合龙"
SENTENCES = (
    "记者从青河市交通运输局获悉，青河大桥主桥十九日上午合龙，比计划提前二十六天。",
    "大桥全长三千二百米，是连接青河两岸新区的第三条过江通道，明年六月建成通车。",
    "负责施工的工程师说，这座桥的难处不在水上，而在水下四十米深的流沙。",
)
SCRIPT = "<script>" + "var config = {a: 1, b: [2, 3]}; function run(x) { return x * 2; }\n" * 700 + "</script>"


def page(body: str, declared: str = "", script: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{script}{meta}<title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
BIG5 = "<p>青河大橋今日上午合龍，比計劃提前二十六天，是連接兩岸新區的第三條過江通道，記者從現場報導。</p>"
RARE = "<p>镕基、㐂、𠮷等字不在老的字集里，记者说，它们照样要读得出来。</p>"

CASES = {
    "45 KB of script before a GBK title": (page("", script=SCRIPT).encode("gbk"), None, "gb18030"),
    "script, then three GBK sentences": (page(STORY, script=SCRIPT).encode("gbk"), None, "gb18030"),
    "script, then twenty GBK sentences": (page(STORY * 7, script=SCRIPT).encode("gbk"), None, "gb18030"),
    "plain GBK, not declared": (page(STORY).encode("gbk"), None, "gb18030"),
    "plain Big5, not declared": (page(BIG5).replace(TITLE, "青河大橋合龍").encode("big5"), None, "big5"),
    "gb2312 declared, GB18030 sent": (page(STORY + RARE, "gb2312").encode("gb18030"), None, "gb18030"),
    "header utf-8 over GBK": (page(STORY).encode("gbk"), "utf-8", "gb18030"),
    "meta gbk over UTF-8": (page(STORY, "gbk").encode(), None, "utf-8"),
    "gb2312 declared over UTF-8": (page(STORY, "gb2312").encode(), "gb2312", "utf-8"),
    "header gbk, meta utf-8, UTF-8 sent": (page(STORY, "utf-8").encode(), "gbk", "utf-8"),
    "utf-8 declared over GBK": (page(STORY, "utf-8").encode("gbk"), None, "gb18030"),
    "header utf-8, meta gbk, GBK sent": (page(STORY, "gbk").encode("gbk"), "utf-8", "gb18030"),
    "header ISO-8859-1, meta gb2312, GBK sent": (page(STORY, "gb2312").encode("gbk"), "ISO-8859-1", "gb18030"),
    "gb2312 declared over Big5": (page(BIG5, "gb2312").replace(TITLE, "青河大橋合龍").encode("big5"), None, "big5"),
    "meta after 4 KB of script": (page(STORY, "gbk", SCRIPT[:4000] + "</script>").encode("gbk"), None, "gb18030"),
    "mostly ASCII, GBK words, not declared": (page("<p>API release 2.0 notes</p>" * 40).encode("gbk"), None, "gb18030"),
    "UTF-8 with a BOM, gbk declared": (b"\xef\xbb\xbf" + page(STORY, "gbk").encode(), "gbk", "utf-8"),
    "UTF-16 with a BOM": (page(STORY).encode("utf-16"), None, "utf-16-le"),
    "UTF-16 without one": (page(STORY).encode("utf-16-be"), None, "utf-16-be"),
}


@pytest.mark.parametrize("case", CASES)
def test_bytes_are_read_in_the_encoding_that_they_are_in(case: str) -> None:
    body, declared, charset = CASES[case]
    decoded = decode(body, declared)
    assert decoded.charset == charset
    assert decoded.text.decode() == body.decode(charset).removeprefix("\ufeff")
    assert not decoded.replaced


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_one_broken_byte_costs_a_character_and_not_the_page(charset: str) -> None:
    body = page(STORY * 5).encode(charset)
    at = body.index("大桥全长".encode(charset))
    decoded = decode(body[:at] + b"\xff" + body[at:])
    assert decoded.charset == ("utf-8" if charset == "utf-8" else "gb18030")
    assert decoded.replaced
    assert SENTENCES[2] in decoded.text.decode()


def test_a_body_cut_within_a_character_is_still_utf_8() -> None:
    assert decode(page(STORY).encode()[:-10]).charset == "utf-8"
    assert decode(page(STORY).encode().split(b"</body>")[0][:-5]).charset == "utf-8"


def test_a_short_gbk_page_that_is_valid_utf_8_by_chance_is_read_as_declared() -> None:
    chance = "小学同学要一".encode("gbk")
    assert not chance.decode("utf-8").isascii()
    assert decode(b'<meta charset="gbk"><p>' + chance).charset == "gb18030"
    assert decode(b'<meta charset="utf-8"><p>' + chance).charset == "utf-8"


def test_other_encodings_are_believed_where_nothing_reads_as_chinese() -> None:
    body = '<meta charset="shift_jis"><p>ニュースの見出しがここにあります</p>'.encode("shift_jis")
    assert decode(body).charset == "shift_jis"
    assert decode('<meta charset="windows-1251"><p>Новости сегодня</p>'.encode("cp1251")).charset == "cp1251"


@pytest.mark.parametrize(
    "declared", ["no-such", "base64", "zip", "rot13", "idna", "utf-7", "unicode_escape", "", "\udcff"]
)
def test_an_unknown_codec_or_one_that_is_none_of_text_is_not_believed(declared: str) -> None:
    assert decode(b"<p>\xff\xff\xff</p>", declared).charset == "gb18030"


def test_extract_names_the_encoding_and_flags_what_could_not_be_read() -> None:
    body = page(STORY * 5).encode()
    at = body.index("大桥全长".encode())
    found = extract(body[:at] + b"\xff" + body[at:], "http://www.qinghe.example/a/1.html")
    assert (found.charset, found.flags) == ("utf-8", ("replaced",))
    assert found.article
    assert SENTENCES[2] in found.article.text


# By the WHATWG Encoding Standard; Python's own codecs read none of these.
BROWSERS = {
    "Big5 signs": ("big5", b"\xa1\x45\xa1\x4e\xa1\xe3\xa2\x44\xa1\xf3", "‧﹑～￥⊙"),
    "Big5 euro": ("big5", b"\xa3\xe1\x32", "€2"),
    "Big5 signs whose code ends as ASCII": ("big5", b"\x8e\x69\x87\x7a\x61", "箸㡵a"),
    "Big5 code of none": ("big5", b"\xa4\xa4\xfe\xff\xa4\xe5", "中\ufffd文"),
    "Big5 lead before a tag": ("big5", b"\xa4\xa4\xa4<b>", "中\ufffd<b>"),
    "GBK euro": ("gb18030", b"\x80\x32", "€2"),
    "GBK wide blank": ("gb18030", b"\xd6\xd0\xa3\xa0\xce\xc4", "中\u3000文"),
    "GB18030 vertical comma": ("gb18030", b"\xa6\xd9", "︐"),
}


@pytest.mark.parametrize("case", BROWSERS)
def test_big5_and_gb18030_are_read_as_browsers_read_them(case: str) -> None:
    charset, code, text = BROWSERS[case]
    prose = (BIG5 if charset == "big5" else STORY).encode(charset)
    assert decode(prose + code).text == decode(prose).text + text.encode()


def test_a_page_reads_the_same_in_utf8_and_in_big5_with_references_for_what_that_lacks() -> None:
    story = BIG5 + "<p>編輯在後記裡寫道：简体的“青河”與🚇站名各有來歷，‧～￥都照原樣排印。</p>"
    whole = page(story, "big5").replace(TITLE, "青河大橋合龍")
    sent = b"".join(
        {"‧": b"\xa1\x45", "～": b"\xa1\xe3", "￥": b"\xa2\x44"}.get(sign) or sign.encode("big5", "xmlcharrefreplace")
        for sign in whole
    )
    read, expected = extract(sent, "http://a.example/1.html"), extract(whole.encode(), "http://a.example/1.html")
    assert read.article
    assert (read.charset, read.article) == ("big5", expected.article)
