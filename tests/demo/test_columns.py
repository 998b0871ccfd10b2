"""The demo portal's columns: faults that only the whole portal tells, and an edition in Traditional Chinese."""

from __future__ import annotations

import re
from functools import cache

import pytest

from newsportal import SavedPage, extract, read_portal
from newsportal.demo import columns
from newsportal.demo.markup import BASE
from newsportal.demo.site import Site, site
from newsportal.demo.stories import Story
from newsportal.extraction import Page

SITE = site()
SILENT = [told for told in columns.stories("hepan") if columns.is_silent(told)]
SAYING = [told for told in columns.stories("hepan") if not columns.is_silent(told)]
TRADITIONAL = columns.stories("haijiao")


def saved(path: str, shown: Site = SITE) -> SavedPage:
    """A page of the portal with the charset of its header."""
    answer = shown.get(path)
    charset = re.search(r"charset=(\S+)", answer.headers["Content-Type"])
    return SavedPage(url=BASE + path, body=answer.body, charset=charset[1] if charset else None)


def alone(path: str) -> Page:
    """A page read by itself."""
    page = saved(path)
    return extract(page.body, page.url, page.charset)


@cache
def pile() -> dict[str, Page]:
    """All pages of the portal, read together, by their addresses."""
    return {page.url: page for page in read_portal(map(saved, SITE.paths()))}


def fields(page: Page) -> tuple[object, ...]:
    """What is read of an article."""
    article = page.article
    assert article
    return article.title, article.published, article.source or "", article.author, article.editor or "", article.text


def told_fields(told: Story) -> tuple[object, ...]:
    """The same as its editors know it."""
    text = "\n".join([*told.captions, *told.lines])
    return told.title, told.published, told.source, told.author, told.editor, text


@pytest.mark.parametrize("told", SILENT, ids=lambda told: told.number)
def test_a_page_that_does_not_say_its_title_is_read_as_the_column_alone_and_rightly_in_its_portal(told: Story) -> None:
    article = alone(told.path).article
    assert article
    assert (article.title, article.source, article.published != told.published) == ("河畔夜话", "汐闻网", True)
    assert fields(pile()[BASE + told.path]) == told_fields(told)


@pytest.mark.parametrize("told", SAYING, ids=lambda told: told.number)
def test_keywords_behind_a_title_and_a_second_copy_are_left_out_and_lines_of_the_portal_in_its_portal(
    told: Story,
) -> None:
    *others, text = told_fields(told)
    assert fields(alone(told.path)) == (*others, f"{text}\n{_about()}")
    assert fields(pile()[BASE + told.path]) == told_fields(told)


def _about() -> str:
    return str(columns.data("columns")["hepan"]["about"])


def test_a_hotline_is_no_label() -> None:
    pages = [alone(told.path) for told in columns.stories("hepan")]
    assert {(block.label, len(block.headlines)) for page in pages for block in page.blocks} == {("", 3)}


@pytest.mark.parametrize("told", TRADITIONAL, ids=lambda told: told.number)
def test_an_article_in_traditional_chinese_is_read_whole_with_its_blocks(told: Story) -> None:
    page = alone(told.path)
    assert page.charset == "big5"
    assert fields(page) == told_fields(told)
    assert [(block.label, block.role, len(block.headlines)) for block in page.blocks] == [
        ("延伸閱讀", "related", 1),
        ("延伸閱讀", "related", 3),
        ("熱門新聞", "ranking", 2),
    ]


def test_the_lists_of_the_columns_name_what_their_links_say() -> None:
    found = {name: [one.text for one in alone(f"/{name}/").blocks[0].headlines] for name in columns.COLUMNS}
    assert found["haijiao"] == [told.title for told in TRADITIONAL]
    assert found["hepan"] == [told.title for told in columns.stories("hepan") if told.number % 2]


def test_the_columns_are_the_same_every_day_and_lose_their_text_in_the_redesign() -> None:
    later, redesigned = site(edition=3), site(template="changed")
    for told in SITE.column_stories():
        lines = SITE.get(told.path).body, later.get(told.path).body
        assert told.channel == "hepan" or lines[0] == lines[1]  # hepan lists the portal's newest
        assert told.title in redesigned.get(told.path).body.decode("cp950" if told.channel == "haijiao" else "utf-8")
        assert extract(redesigned.get(told.path).body, BASE + told.path).article is None
