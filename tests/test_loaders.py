"""What a page says arrives in the file, field by field, because both sides declare it and for no other reason."""

from __future__ import annotations

import json
from dataclasses import field, fields, make_dataclass
from datetime import UTC, datetime

import pytest

from newsportal import loaders
from newsportal.extraction.page import Block, BlockHeadline, MainContent, Page
from newsportal.items import Article, Fetch, Visit, line
from newsportal.pipelines import Validate

URL, NOW = "http://a.example/1.html", datetime(2026, 11, 20, 12, tzinfo=UTC)


def written(content: MainContent) -> dict[str, object]:
    """The line of articles.jsonl that a page's main content becomes."""
    loader = loaders.VisitLoader(
        Visit(url=URL, role="article", fetched=NOW, fetch=Fetch(asked=URL, kind="article")),
        portal="a",
        crawl="c",
        top=0,
    )
    loader.add_content(content)
    visit = Validate().process_item(loader.load())
    assert visit.article is not None
    found: dict[str, object] = json.loads(line(visit.article))
    return found


def test_a_field_that_both_declare_arrives_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    said = make_dataclass(
        "Said", [("section", "str | None", None), ("tags", "tuple[str, ...]", ())], bases=(MainContent,), frozen=True
    )
    tags = ("tags", "list[str]", field(default_factory=list))
    longer = make_dataclass("Longer", [("section", "str | None", None), tags], bases=(Article,))
    monkeypatch.setattr(loaders, "Article", longer)
    found = written(said(title="题", text="一\n二", section=" 财\u200b经\n版 ", tags=("甲\u200b", "乙")))
    assert (found["section"], found["tags"]) == ("财经 版", ["甲", "乙"])
    assert found["text"] == "一\n二"


def test_all_that_a_page_says_of_its_article_is_a_field_of_the_file() -> None:
    # The next page is read by the crawl itself: a file holds all pages of an article.
    assert {item.name for item in fields(MainContent)} - {item.name for item in fields(Article)} == {"next_page"}


def test_of_a_page_no_more_headlines_are_taken_than_its_bound_and_the_others_are_counted() -> None:
    many = [f"第{n}座桥通车" for n in range(loaders.MAX_HEADLINES)]
    entries = tuple(BlockHeadline(text=one, url=f"{URL}?{n}", rank=n, shown=one) for n, one in enumerate(many, 1))
    blocks = tuple(
        Block(label=label, role="list", headlines=some) for label, some in (("a", entries[:9]), ("b", entries))
    )
    visit = Visit(url=URL, role="hub", fetched=NOW, fetch=Fetch(asked=URL, kind="hub"))
    loader = loaders.VisitLoader(visit, portal="a", crawl="c", top=0)
    loader.add_headlines(Page(url=URL, kind="hub", charset="utf-8", blocks=blocks))
    found = loader.load().sightings
    assert [one.text for one in found] == [*many[:9], *many[:-9]]
    assert [(one.block, one.place, one.rank) for one in (found[8], found[9])] == [("a", 1, 9), ("b", 2, 1)]
    assert visit.dropped == ["headline beyond the bound of a page"] * 9
