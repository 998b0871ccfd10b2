"""The words of links decide a title where none of them says what the page says by itself."""

from __future__ import annotations

import pytest

from newsportal import extract
from newsportal.extraction.article.known_as import names, said, wordings
from newsportal.extraction.page import MainContent
from tests.extraction.markup import PROSE, URL, paragraphs

HEADING = "舟桥渡口清晨开出头班船 两岸菜农不再绕行"
COLUMN = "澜河早班车"


def story(over: str, title: str = "澜河早班车_澜河网", *, known_as: tuple[str, ...] = (), size: int = 2) -> MainContent:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class=top><a href=/>澜河网</a></div>"
        f"<div class=main>{over}<div>{paragraphs(PROSE * size)}</div></div></body></html>"
    )
    article = extract(html.encode(), URL, known_as=known_as).article
    assert article
    return article


PAGE = (
    f"<h1>{COLUMN}</h1><p>2026-11-18 栏目更新</p><div class=a>{HEADING}</div>"
    "<div class=b>2026-11-20 08:15 来源：青河日报</div>"
)


def test_a_page_read_alone_says_what_it_says() -> None:
    alone = story(PAGE)
    assert (alone.title, alone.title_from) == (COLUMN, "heading")


@pytest.mark.parametrize(
    "words",
    [
        HEADING,
        HEADING[:9] + "…",
        HEADING[:9] + "...",
        "舟桥渡口清晨开出头班船",
        "舟桥渡口今晨开出头班船，两岸菜农不再绕行",
    ],
)
def test_links_that_agree_on_another_line_name_the_title(words: str) -> None:
    found = story(PAGE, known_as=(words,))
    assert (found.title, found.title_from) == (HEADING, "link")


def test_time_and_source_follow_the_title() -> None:
    found = story(PAGE, known_as=(HEADING,))
    assert found.published
    assert (f"{found.published:%m-%d %H:%M}", found.source) == ("11-20 08:15", "青河日报")


def test_one_link_that_says_the_title_of_the_page_is_enough() -> None:
    over = f"<h1>{HEADING}</h1><p class=deck>渡口停航三年之后</p><p>2026-11-20 08:15</p>"
    for words in (HEADING, HEADING[:8] + "…", f"视频：{HEADING}", "舟桥渡口清晨开头班船 菜农不再绕行"):
        assert story(over, f"{HEADING}_澜河网", known_as=("渡口停航三年之后", words)).title_from == "heading"


@pytest.mark.parametrize(
    "words",
    [
        "菜农笑了",  # livelier than the heading, and no line says it
        "详细",
        "记者从青河市交通运输局获悉",  # a teaser
        "记者从青河市交通运输局获悉，青河大桥主桥十九日上午合龙，比计划提前二十六天。",
        HEADING * 4,
    ],
)
def test_words_that_no_line_over_the_text_says_change_nothing(words: str) -> None:
    assert story(PAGE, known_as=(words,)) == story(PAGE)


def test_a_part_of_the_heading_is_not_taken_for_it() -> None:
    over = f"<p class=tag>两岸菜农不再绕行</p><h1>{HEADING}</h1>"
    assert story(over, f"{HEADING}_澜河网", known_as=("菜农不再绕行",)).title == HEADING


def test_links_of_many_subjects_name_no_page() -> None:
    subjects = (HEADING, "松岭雪道本周末开放", "夜市摊位抽签结果公布", "五年级学生修好古钟")
    assert names(wordings(subjects)) == ()
    assert story(PAGE, known_as=subjects) == story(PAGE)


def test_which_words_come_first_does_not_matter() -> None:
    words = [f"舟桥渡口{'清晨开出' * n}头班船" for n in range(12)]
    assert wordings(words) == wordings(reversed(words))


def test_a_link_says_a_title_whole_cut_or_in_other_words() -> None:
    assert said(HEADING, [HEADING.replace(" ", "")])
    assert said(HEADING, ["舟桥渡口清晨…"])
    assert not said(HEADING, ["舟桥渡口清晨"])
    assert not said(COLUMN, [HEADING])


def test_a_short_article_is_one_under_a_heading_that_links_name() -> None:
    html = f"<title>澜河早班车_澜河网</title><body><h1>{COLUMN}</h1><p>{HEADING}</p><p>{PROSE[0]}</p></body>".encode()
    assert extract(html, URL).article is None
    assert extract(html, URL, known_as=("澜河早班车栏目",)).article is None
    article = extract(html, URL, known_as=(HEADING,)).article
    assert article
    assert (article.title, article.text) == (HEADING, PROSE[0])
