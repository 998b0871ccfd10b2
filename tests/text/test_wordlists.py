"""Word lists are data: documented, and extended by files of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsportal.dedup import Words, compare
from newsportal.text.word_files import DATA
from newsportal.text.wordlists import listed

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
