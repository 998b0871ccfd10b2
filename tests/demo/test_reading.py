"""extract() reads the demo portal as its editors know it: every article, every block, no trap taken."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from newsportal import extract
from newsportal.demo.articles import credits, page_path, parts
from newsportal.demo.markup import BASE
from newsportal.demo.site import Site, site
from newsportal.demo.stories import Story
from newsportal.extraction import Page

SITE = site()
STORIES = SITE.stories()
NAMES = [f"{told.number}-{told.form}" for told in STORIES]


def read(path: str, shown: Site = SITE) -> Page:
    """What extract() says of the page at `path`, given the header's charset as a crawl has it."""
    answer = shown.get(path)
    charset = re.search(r"charset=(\S+)", answer.headers["Content-Type"])
    return extract(answer.body, BASE + path, charset[1] if charset else None)


def text(told: Story, page: int = 1) -> list[str]:
    """The lines that a reader finds on one page of an article."""
    captions = iter(told.captions)
    lines: list[str] = []
    for line in parts(told)[page - 1]:
        if line == "@table":
            lines += [" ".join(row) for row in told.table]
        else:
            lines.append(next(captions) if line == "@picture" else line)
    return lines


@pytest.mark.parametrize("told", STORIES, ids=NAMES)
def test_every_article_is_read_whole_with_the_title_time_and_credits_that_its_page_shows(told: Story) -> None:
    page = read(told.path)
    article = page.article
    assert page.kind == "article"
    assert article
    assert article.title == told.title
    assert article.text.splitlines() == text(told)
    exact = {"second": "second", "seed": "second", "metadata": "second", "day": "day"}.get(told.form, "minute")
    assert article.published_precision == exact
    when = told.published if exact == "second" else told.published.replace(second=0)
    assert article.published == (when.replace(hour=0, minute=0) if exact == "day" else when)
    assert {name: getattr(article, name) for name in ("source", "author", "editor")} == credits(told)


def test_a_corrected_article_keeps_the_time_it_came_out() -> None:
    after = site(edition=2)
    [told] = [told for told in after.stories() if told.updated]
    article = read(told.path, after).article
    assert article
    assert article.published
    assert article.published.date() == told.published.date()
    assert article.text.splitlines() == text(told)


def test_the_divided_article_is_followed_page_by_page() -> None:
    [told] = [told for told in STORIES if told.pages > 1]
    for number in range(1, 4):
        path = page_path(told, number)
        article = read(path).article
        assert article
        assert article.title == told.title
        assert article.text.splitlines() == text(told, number)
        assert article.pages == 3
        assert article.next_page == (BASE + page_path(told, number + 1) if number < 3 else None)


def test_pictures_are_read_with_their_captions() -> None:
    for told in STORIES:
        if told.captions:
            article = read(told.path).article
            assert article
            shown = [(image.url, image.caption) for image in article.images]
            assert shown == [
                (f"{BASE}/img/{told.number}-{place}.png", caption) for place, caption in enumerate(told.captions, 1)
            ]


@pytest.mark.parametrize("edition", [1, 2, 5])
def test_every_article_page_has_its_blocks_under_their_labels_on_every_day(edition: int) -> None:
    shown = site(edition=edition)
    always = ["推荐阅读", "时尚热图", "今日必看", "精彩话题", "最新见闻"]
    for told in shown.stories():
        found = {block.label: len(block.headlines) for block in read(told.path, shown).blocks}
        assert list(found) == (["相关阅读", *always] if told.number % 2 else always), told.path
        assert [found[label] for label in ("推荐阅读", "今日必看", "精彩话题", "最新见闻")] == [8, 1, 3, 100], told.path


@pytest.mark.parametrize("number", [8, 9, 30, 60])
def test_the_blocks_of_an_article_page_are_read_with_label_words_and_rank(number: int) -> None:
    blocks = {block.label: block for block in read(SITE.story(number).path).blocks}
    with_words = {"推荐阅读", "时尚热图", "今日必看", "精彩话题", "最新见闻"} | ({"相关阅读"} if number % 2 else set())
    assert set(blocks) == with_words
    latest = blocks["最新见闻"].headlines
    path = SITE.story(number).path
    assert [(one.url, one.text) for one in latest] == [
        (urljoin(BASE, url), words) for url, words in SITE.edition.latest
    ]
    recommended = [(one.url, one.text) for one in blocks["推荐阅读"].headlines]
    others = SITE.edition.recommended(number)
    assert recommended == [(BASE + SITE.story(n).path, SITE.edition.shown(n, page=number)) for n in others]
    assert [one.published for one in blocks["推荐阅读"].headlines] == [SITE.story(n).published for n in others]
    assert [one.url for one in blocks["今日必看"].headlines] == [BASE + SITE.story(60).path]
    assert path


def test_no_headline_is_a_bare_date_or_an_empty_entry() -> None:
    texts = [one.text for told in STORIES for block in read(told.path).blocks for one in block.headlines]
    assert len(texts) > 60 * 110
    assert [words for words in texts if not words.strip() or re.fullmatch(r"[\d\s:：./年月日-]+", words)] == []


def test_hubs_are_all_blocks() -> None:
    home = read("/")
    assert (home.kind, home.article) == ("hub", None)
    labels = ["头条", "要闻", "财经", "科技", "社会", "体育", "文化", "热点排行", "最新见闻"]
    assert [block.label for block in home.blocks] == labels
    assert home.feeds == (f"{BASE}/rss.xml",)
    channel = read("/tiyu/2.html")
    assert channel.kind == "hub"
    numbers = SITE.edition.listed["tiyu"][5:10]
    [cards] = [block for block in channel.blocks if block.label == "体育新闻"]
    assert [(one.text, one.published) for one in cards.headlines] == [
        (SITE.story(n).title, SITE.story(n).published.replace(second=0)) for n in numbers
    ]
    assert [block.role for block in read("/top.html").blocks if block.label == "热点排行"] == ["ranking"]


def test_the_page_about_the_portal_is_neither_article_nor_hub() -> None:
    assert read("/about.html").kind == "other"


def test_the_redesigned_portal_gives_no_text() -> None:
    changed = site(template="changed")
    for told in changed.stories():
        page = read(told.path, changed)
        assert page.article is None or (page.article.text == "" and page.article.published is None)
