"""A pile of pages of one portal: each is read with what the others tell, in whatever order they come."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated_portal import NEWEST, generate
from newsportal import SavedPage, extract, read_portal
from newsportal.extraction import Page

PORTAL = generate(64)
SAVED = [SavedPage(url=url, body=body.encode(), fetched=NEWEST) for url, body in PORTAL.pages.items()]
TOGETHER = {page.url: page for page in read_portal(SAVED)}


def right(page: Page) -> bool:
    """Whether all fields of an article are right."""
    article, truth = page.article, PORTAL.truth[page.url]
    return article is not None and (article.title, article.published, article.source, article.text) == truth


def test_pages_that_do_not_say_their_titles_are_read_by_what_others_tell() -> None:
    wrong = [url for url in PORTAL.truth if not right(TOGETHER[url])]
    assert not wrong
    alone = [right(extract(page.body, page.url, fetched=NEWEST)) for page in SAVED if page.url in PORTAL.truth]
    assert sum(alone) < 0.7 * len(alone)


@settings(max_examples=3)
@given(st.permutations(SAVED))
def test_the_order_of_pages_does_not_decide(pages: list[SavedPage]) -> None:
    assert {page.url: page for page in read_portal(pages)} == TOGETHER


def test_a_page_of_which_nobody_tells_is_read_as_alone() -> None:
    for page in SAVED[:30]:
        assert read_portal([page]) == [extract(page.body, page.url, fetched=NEWEST)]


def test_every_field_that_others_decided_says_so() -> None:
    for saved in SAVED:
        alone, read = extract(saved.body, saved.url, fetched=NEWEST).article, TOGETHER[saved.url].article
        if alone and read:
            changed = {name for name, value in asdict(alone).items() if value != asdict(read)[name]}
            told = {change.field: change for change in read.evidence}
            assert changed - {"title_from", "evidence"} == set(told)
            assert all(told[name].was == str(getattr(alone, name)) for name in told if name in ("title", "source"))


def test_pages_without_articles_and_none_at_all() -> None:
    hub = SavedPage(url="http://www.weilan.example/c0/", body=PORTAL.pages["http://www.weilan.example/c0/"].encode())
    assert [page.kind for page in read_portal([hub, SavedPage(url="http://www.weilan.example/x", body=b"")])] == [
        "hub",
        "other",
    ]
    assert read_portal([]) == []
