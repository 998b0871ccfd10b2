"""Each page of docs/ has a Chinese counterpart that says the same: what can be compared without reading Chinese."""

from __future__ import annotations

import re

import pytest

from newsportal.output import schema
from tests.test_docs import DOCS, ROOT

PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md") if not path.name.endswith(".zh.md"))
NUMBER = re.compile(r"(?<![A-Za-z0-9_.])\.?\d[\d.,]*(?<![.,])")


def chinese(name: str) -> str:
    return name.removesuffix(".md").removesuffix(".zh") + ".zh.md" if name.endswith(".md") else name


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", text)


def code_lines(text: str) -> list[str]:
    """The lines of code blocks, without their comments."""
    return [line.split("#")[0].rstrip() for line in re.findall("^    (.*)$", text, re.MULTILINE)]


def code_spans(text: str) -> list[str]:
    return re.findall("`[^`]+`", text)


def figures(text: str) -> set[str]:
    """Numbers in digits; .5 and 0.5 are one."""
    return {f"0{number}" if number[0] == "." else number for number in NUMBER.findall(text)}


def rows(text: str) -> list[tuple[int, list[str], set[str]]]:
    """Of each row of a table: how many cells, the code spans of the first, and the figures of all."""
    lines = re.findall(r"^\|.*$", text, re.MULTILINE)
    return [(line.count("|"), code_spans(line.split("|")[1]), figures(line)) for line in lines]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_its_chinese_counterpart_are_built_alike(name):
    """In one order: headings by level, code but for its comments, rows of tables; and the same links."""
    page, other = DOCS[name], DOCS[chinese(name)]
    assert re.findall("^#+ ", other, re.MULTILINE) == re.findall("^#+ ", page, re.MULTILINE)
    assert code_lines(other) == code_lines(page)
    assert rows(other) == rows(page)
    assert {chinese(link) for link in links(other)} == {chinese(link) for link in links(page)}


@pytest.mark.parametrize("name", PAGES)
def test_a_chinese_page_names_all_that_the_english_one_names(name):
    """All code spans (settings, files, commands, fields), and all figures."""
    page, other = DOCS[name], DOCS[chinese(name)]
    assert set(code_spans(other)) == set(code_spans(page))
    assert figures(page) - figures(other) == set()


@pytest.mark.parametrize("name", PAGES)
def test_the_two_pages_lead_to_each_other_and_stay_in_their_language(name):
    other = chinese(name)
    assert DOCS[name].split("\n")[2] == f"[中文]({other})"
    assert DOCS[other].split("\n")[2] == f"[English]({name})"
    assert [link for link in links(DOCS[name]) if ".zh." in link] == [other]
    assert [link for link in links(DOCS[other]) if link in PAGES] == [name]


@pytest.mark.parametrize("name", ["README.zh.md", *map(chinese, PAGES)])
def test_a_chinese_page_names_chinese_pages(name):
    named = re.findall(r"docs/\w+(?:\.zh)?\.md", DOCS[name])
    assert [page for page in named if not page.endswith(".zh.md")] == []


@pytest.mark.parametrize("name", [chinese(name) for name in PAGES])
def test_no_sentence_of_a_chinese_page_was_left_in_english(name):
    """Words of the program that are explained right after, in Chinese and full-width brackets, may stand."""
    code = r"`[^`]+`|^    .*$|\]\([^)]+\)"
    prose = re.sub(rf"{code}|[A-Za-z ,:/]+（", "", DOCS[name], flags=re.MULTILINE)
    assert re.findall(r"(?:\b[A-Za-z][a-z']+\b[ ,]+){5,}", prose) == []


@pytest.mark.parametrize("kind", schema.KINDS)
def test_every_field_is_described_in_chinese(kind):
    assert list(schema.words("zh")[kind]) == list(schema.schema(kind)["properties"])
