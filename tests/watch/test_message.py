"""Messages: nothing in a headline can forge markup, a mention or a link, and no part is longer than is taken."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsportal.watch.message import Entry, doubtful, fitting, harmless, heading, link, markdown, parts, plain

FORGED = [
    "<@all> 大桥合龙", "@所有人 大桥", "[领奖](http://evil.example)", "**假**", "`x`", "大桥\n> 假的\n# 标题",
    "a\u202eb", "http://evil.example/x", "www.evil.example", "![](http://evil.example/a.png)",
    '<at user_id="all">', "<font color=red>",
]  # fmt: skip


def entry(**more: object) -> Entry:
    values = {"what": "new", "text": "海棠湾大桥今日合龙", "portal": "江河网", "block": "要闻", "rank": 1,
              "time": "2026-11-29T09:05:00.000000+08:00", "url": "http://a.example/1.html"}  # fmt: skip
    return Entry(**values | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", FORGED)
def test_a_headline_forges_no_markup_no_mention_and_no_link(text: str) -> None:
    for form in (markdown, plain):
        told = form(entry(text=text, block=text, portal=text, wordings=[text], before=text, maybe=text))
        own = told.replace("](http://a.example/1.html)", "").replace("http://a.example/1.html", "")
        own = re.sub(r"^> |^(【.*?】)?\[", "", own, flags=re.M)
        assert not re.search(r"[\[\]<>*_`#@|\\]|://|\w\.[a-z]|[\u202e]", own), own
        assert harmless(text).count("\n") == 0


def test_only_addresses_of_the_web_are_links_and_none_ends_its_markup() -> None:
    assert link("javascript:alert(1)") == link("http://a.example/" + "x" * 2000) == ""
    assert link("http://a.example/(1) x.html?a=1&b=二") == "http://a.example/%281%29%20x.html?a=1&b=%E4%BA%8C"
    assert "](" not in markdown(entry(url="javascript:alert(1)"))


def test_an_entry_says_what_is_worth_reading() -> None:
    told = markdown(entry(portals=3, wordings=["大桥合龙", "跨江大桥合龙"], maybe="大桥将合龙", what="spread"))
    assert told == (
        "【spread】[海棠湾大桥今日合龙](http://a.example/1.html)\n> 江河网 · 要闻 no. 1 · 11-29 09:05 · on 3 portals\n"
        "> perhaps the same as: 大桥将合龙\n> also: 大桥合龙, 跨江大桥合龙"
    )
    assert "before: 大桥明日合龙" in plain(entry(what="changed", before="大桥明日合龙"))
    assert heading("大桥", 25, 1, 2) == "大桥: 25 entries (1/2)"
    assert doubtful("大桥: 1 entry") == "大桥: 1 entry (may be a repeat)"


def utf8(text: str) -> int:
    return len(text.encode())


@given(st.lists(st.text("桥a\U0001f309", max_size=60), max_size=30), st.integers(40, 300))
def test_parts_keep_their_order_lose_nothing_and_fit(texts: list[str], room: int) -> None:
    texts = [text for text in texts if utf8(text) <= room]
    found = parts(texts, room, utf8)
    assert [number for part in found for number in part] == list(range(len(texts)))
    assert all(utf8("\n\n".join(texts[number] for number in part)) <= room for part in found)
    for one, other in pairwise(found):  # no part could have been joined to the one before
        assert utf8("\n\n".join(texts[number] for number in [*one, other[0]])) > room


@settings(max_examples=40)
@given(st.text(max_size=400), st.lists(st.text(max_size=200), max_size=5), st.integers(30, 600), st.booleans())
def test_an_entry_is_cut_between_characters_to_the_room_there_is(
    text: str, others: list[str], room: int, marked: bool
) -> None:
    told = fitting(entry(text=text, wordings=others), room, utf8, marked_up=marked)
    assert utf8(told) <= room
