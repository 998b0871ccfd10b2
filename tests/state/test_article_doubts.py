"""What is doubtful of an article is told without knowing what is right."""

from __future__ import annotations

from datetime import UTC, datetime

from newsportal.items import Article
from newsportal.state.article_doubts import doubts
from newsportal.text.contacts import is_contact

READ = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LONG = "渡口停航三年之后，今天清晨五点半开出头班船，船上载着二十几位菜农和他们的担子。"


def found(text: str | None = LONG, published: datetime | None = READ, url: str = "a", modified: str = "") -> set[str]:
    article = Article(
        url=f"http://a.example/{url}", portal="a", crawl="c", fetched=READ, text=text, published=published
    )
    return set(doubts(article, modified or None))


def test_an_article_that_says_all_has_none() -> None:
    assert found() == set()


def test_what_is_missing_and_what_is_said_twice() -> None:
    assert found(text=None) == {"without_text"}
    assert found(published=None) == {"without_time"}
    assert found(text=f"{LONG}\n是的。\n{LONG}") == {"doubled_paragraphs"}
    assert found(text=f"{LONG}\n是的。\n是的。") == set()


def test_an_old_page_dated_on_the_day_it_was_read() -> None:
    assert found(url="2026/11/03/17.html") == {"dated_by_crawl"}
    assert found(modified="Tue, 03 Nov 2026 08:00:00 GMT") == {"dated_by_crawl"}
    assert found(url="2026/11/23/17.html") == found(modified="never") == set()
    assert found(url="2026/11/03/17.html", published=datetime(2026, 11, 3, tzinfo=UTC)) == set()


def test_a_label_that_is_a_telephone_number_or_a_copyright_line() -> None:
    for label in (
        "新闻热线：0577-88091234",
        "爆料 13800138000",
        "广告 400-820-8820",
        "© 2026 澜河网",
        "版权所有 澜河网",
    ):
        assert is_contact(label), label
    for label in ("2019年10月要闻", "热线新闻", "110岁生日", "第20261124期", "400年古桥"):
        assert not is_contact(label), label
