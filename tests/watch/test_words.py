"""Words of a watch: plain, +must, !not and /patterns/, folded as headlines are, and none that takes for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.reading.search.query import fold
from newsportal.watch.matching import Event, Matcher, Watch, matches
from newsportal.watch.patterns import LONGEST, compiled
from newsportal.watch.words import Words
from tests.cpu import HELD, costs_at_most

SIGNS = "桥橋发發髮通车車Gg５5，ab "


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        ("大桥 隧道", "跨海隧道贯通", True),
        ("大桥 +合龙", "海棠湾大桥今日通车", False),
        ("大桥 +合龙", "海棠湾大桥今日合龙", True),
        ("大桥 !广告", "大桥广告招商", False),
        ("+大桥", "大桥", True),
        ("!广告", "海棠湾大桥", True),
        ("大橋 ５Ｇ", "大桥通车", True),
        ("5g", "５Ｇ来了", True),
        ("/第\\d+座/", "第３座大桥", True),
        ("+/合[龙攏]/ 大桥", "大橋合龍", True),
        ("!/广告|推广/ 大桥", "大桥推广", False),
        ("/（图）/", "大桥合龙(图)", True),
        ("/a b/", "a b", False),  # blanks are left out of a folded text
        ("", "任何标题", True),
    ],
)
def test_words_tell_what_they_say(words: str, text: str, told: bool) -> None:
    assert Words.of(words).matches(fold(text)) is told


@pytest.mark.parametrize(
    "words", ["+", "!", "大桥 +", ["+ "], "/(/", "/(a+)+b/", "/(a|aa)*b/", "/.*.*.*b/", "/(a?b?)*c/"]
)
def test_a_word_that_is_missing_or_a_pattern_that_could_take_for_ever_is_refused(words: str | list[str]) -> None:
    with pytest.raises(ValueError, match=r"missing|no regular expression|too long"):
        Words.of(words)


def test_the_dearest_pattern_that_is_taken_holds_no_watcher() -> None:
    dearest = compiled(r"\w+\w+b")
    assert costs_at_most(lambda: dearest.search("a" * 100_000, 0, LONGEST), HELD)


@given(st.text(SIGNS, min_size=1, max_size=4), st.text(SIGNS, max_size=12))
def test_a_pattern_of_plain_signs_finds_what_the_word_finds(word: str, text: str) -> None:
    plain = fold(word)
    if plain:
        assert bool(compiled(re.escape(plain)).search(fold(text))) == (plain in fold(text))


signed = st.tuples(st.sampled_from(["", "+", "!"]), st.text(SIGNS.strip(), min_size=1, max_size=3))


@given(st.lists(st.lists(signed, max_size=3), max_size=6), st.text(SIGNS, max_size=20))
def test_many_watches_at_once_find_what_each_finds_alone(groups: list[list[tuple[str, str]]], text: str) -> None:
    lists = [[f"{sign}{word}" for sign, word in group if fold(word)] for group in groups]
    watches = [Watch(name=str(n), words=Words.of(words), to=("desk",)) for n, words in enumerate(lists)]
    event = Event("new", "k", (text, "另一种说法"), "river")
    found = Matcher(watches).found(event)
    assert found == [watch for watch in watches if matches(watch, event)]
    assert not found or any(Matcher(watches).near("new", words) for words in event.texts)


def test_place_portal_and_kind_narrow_a_watch() -> None:
    watch = Watch(name="w", portals=("river",), blocks=(fold("頭條"),), rank=5, what=("new", "gone"), to=("desk",))
    event = Event("new", "k", ("大桥",), "river", "今日头条", 5)
    assert matches(watch, event)
    for change in ({"portal": "sea"}, {"block": "要闻"}, {"rank": 6}, {"what": "changed"}):
        assert not matches(watch, event._replace(**change))
    assert matches(watch, Event("gone", "k", ("大桥",), "river", "头条"))
    spread = Watch(name="s", what=("spread",), spread=3, to=("desk",))
    assert [matches(spread, Event("spread", "k", ("大桥",), "river", portals=n)) for n in (2, 3)] == [False, True]
