"""The demo portal on other days, after a redesign, and with twenty thousand pages."""

from __future__ import annotations

import re

from lxml import etree

from newsportal.demo.markup import BASE
from newsportal.demo.site import site
from tests.demo.trees import tree

SITE = site()


def test_a_large_portal_has_an_index_of_sitemaps() -> None:
    large = site(articles=2500)
    parts = etree.fromstring(large.get("/sitemap.xml").body).xpath("//*[local-name()='loc']/text()")
    assert parts == [f"{BASE}/sitemap-{part}.xml" for part in (1, 2, 3)]
    last = etree.fromstring(large.get("/sitemap-3.xml").body).xpath("//*[local-name()='loc']/text()")
    assert len(last) == 500
    assert large.get("/sitemap-4.xml").status == 404


def test_twenty_thousand_pages_have_as_many_different_headings_and_none_is_made_before_it_is_asked_for() -> None:
    large = site(articles=18_950)
    assert len({large.story(number).title for number in range(1, 18_951)}) == 18_950
    assert large.get(large.story(18_000).path).status == 200
    assert "latest" in large.edition.__dict__
    assert "latest" not in site(articles=18_949).edition.__dict__


def test_the_next_day_brings_new_articles_one_new_heading_and_one_new_text() -> None:
    before, after = SITE.stories(), site(edition=2).stories()
    assert len(after) == len(before) + 6
    assert [new.path for new in after[:60]] == [old.path for old in before]
    headings = [(old, new) for old, new in zip(before, after, strict=False) if old.title != new.title]
    assert len(headings) == 1
    [corrected] = [
        new for old, new in zip(before, after, strict=False) if old.lines != new.lines and old.title == new.title
    ]
    assert corrected.updated
    assert "最后更新" in tree(site(edition=2), corrected.path).find_class("info")[0].text_content()


def test_the_next_day_some_headlines_are_gone_from_their_block() -> None:
    before = {words for _, words in SITE.edition.latest}
    after = {words for _, words in site(edition=2).edition.latest}
    assert 8 <= len(before - after) <= 25
    assert len(before & after) >= 70


def test_no_address_of_the_latest_headlines_changes_its_words_but_by_a_correction() -> None:
    known: dict[str, set[str]] = {}
    for day in range(1, 6):
        shown = site(edition=day)
        for url, words in shown.edition.latest:
            if not words.endswith("…"):
                known.setdefault(url, set()).add(words)
    corrected = {
        BASE + told.path for told in site(edition=5).stories() if told.number in site(edition=5).edition.reworded
    }
    assert {url for url, words in known.items() if len(words) > 1} <= corrected


def test_each_day_corrects_one_more_heading_and_one_more_text() -> None:
    for edition in range(2, 11):
        before, after = site(edition=edition - 1).stories(), site(edition=edition).stories()
        assert sum(old != new for old, new in zip(before, after, strict=False)) == 2, edition


def test_the_redesigned_portal_shows_neither_text_nor_times_nor_latest_headlines_without_scripts() -> None:
    redesigned = site(template="changed")
    for told in redesigned.stories():
        shown = tree(redesigned, told.path).text_content()
        assert told.title in shown
        assert told.prose[0] not in shown
        assert not re.search(r"\d\d:\d\d", shown)
        assert "最新见闻" not in shown
    assert "最新见闻" in tree(SITE, "/").text_content()
    assert "最新见闻" not in tree(redesigned, "/").text_content()
