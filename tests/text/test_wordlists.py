"""Word lists are data: documented, and extended by files of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsportal.dedup import Words, compare
from newsportal.text.scripts import forms, in_both
from newsportal.text.word_files import DATA, read
from newsportal.text.wordlists import any_of, either, listed, whole_words

EXTRACTION = Path(__file__).parents[2] / "newsportal" / "extraction"


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.txt")))
def test_every_shipped_list_says_where_it_came_from(name: str) -> None:
    assert "Written for newsportal from" in (DATA / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["blocks.txt", "boilerplate.txt", "credits.txt", "surnames.txt", "times.txt"])
def test_every_section_that_extraction_reads_says_what_it_means(name: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in EXTRACTION.rglob("*.py"))
    text = (DATA / name).read_text(encoding="utf-8")
    for section in listed(name):
        assert f"[{section}]  # " in text
        assert re.search(rf"[\"']{section}[\"']", code), f"[{section}] is read by nobody"


def test_the_gazetteer_is_as_large_as_it_says() -> None:
    words = Words.load()
    assert len(words.of("cities")) > 330
    assert len(words.of("provinces")) >= 34
    assert len(words.of("countries")) > 180


def test_a_file_of_ones_own_extends_a_list(tmp_path: Path) -> None:
    a, b = "渔讯台 | 海棠湾渔民放流鱼苗百万尾", "海棠湾渔民投放鱼苗百万尾"
    assert compare(a, b).kind == "maybe"
    own = tmp_path / "own.txt"
    own.write_text("[synonyms]  # of our portals\n放流 投放\n", encoding="utf-8")
    assert compare(a, b, words=Words.load([own])).kind == "same"


def test_a_malformed_file_is_refused_with_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("放流 投放\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.txt"):
        Words.load([own])


def test_a_file_of_ones_own_changes_no_other_comparison(tmp_path: Path) -> None:
    pair = ("海棠湾渔民放流鱼苗百万尾", "海棠湾渔民投放鱼苗百万尾")
    before = compare(*pair)
    own = tmp_path / "own.txt"
    own.write_text("[synonyms]\n放流鱼苗 投放鱼苗\n", encoding="utf-8")
    assert compare(*pair, words=Words.load([own])).kind == "same"
    assert compare(*pair) == before


def traditional(word: str) -> str:
    """The word with each character in the first other form that it has."""
    return "".join(forms(sign)[1:2] or sign for sign in word)


@pytest.mark.parametrize("section", ["source-labels", "author-labels", "editor-labels", "other-labels", "no-outlets"])
def test_whole_words_hold_a_text_in_either_script(section: str) -> None:
    words = listed("credits.txt")[section]
    known = whole_words(words)
    assert [word for word in words if word not in known or traditional(word) not in known] == []
    assert "发明" not in known


def test_expressions_match_in_either_script() -> None:
    words = listed("blocks.txt")["related"]
    for pattern in (any_of(words), re.compile(either(words))):
        assert pattern.search("相关阅读")
        assert pattern.search("相關閱讀")
        assert not pattern.search("要聞")
    assert re.fullmatch(in_both(r"\[[发表]布\]\d[^里]"), "[發佈]3外")
    assert not re.fullmatch(in_both(r"\[[发表]布\]\d[^里]"), "[發佈]3裡")


def test_a_search_for_many_words_finds_what_each_of_them_finds() -> None:
    names = ["main-nav", "nav", "canal", "page_foot", "article-foot", "a bottom", "to-bottom", "m-tags", "h3", "Path"]
    for section, words in listed("blocks.txt").items():
        found, texts = any_of(words), [*names, *words, *map(traditional, words)]
        each = [re.compile(in_both(word)) for word in words]
        for text in texts:
            starts = [start.start() for one in each if (start := one.search(text))]
            first = found.search(text)
            assert (first and first.start()) == min(starts, default=None), f"[{section}] {text}"


def test_no_list_of_credits_or_times_says_a_word_twice() -> None:
    for name in ("credits.txt", "times.txt", "surnames.txt"):
        for section, lines in read(DATA / name).items():
            words = [word for line in lines for word in line]
            assert words == list(listed(name)[section]), f"[{section}] of {name}: in simplified characters, each once"


def test_words_of_ones_own_are_read_in_either_script(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("[synonyms]\n舢舨 漁划子\n", encoding="utf-8")
    assert compare("松屿老舢舨载客渡江", "松嶼老漁划子載客渡江").kind != "same"
    assert compare("松屿老舢舨载客渡江", "松嶼老漁划子載客渡江", words=Words.load([own])).kind == "same"
