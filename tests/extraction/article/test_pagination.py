"""The pages of an article that goes over several."""

from __future__ import annotations

import pytest

from tests.extraction.markup import URL, page, paragraphs, read


def test_the_next_page_of_a_story_is_known_and_the_next_story_is_none() -> None:
    numbers = "<div>1 <a href=5521_2.html>2</a> <a href=5521_3.html>3</a> <a href=5521_2.html>下一页</a></div>"
    story = f"<div>{paragraphs()}</div>{numbers}<p>下一篇：<a href=5522.html>江上又见白鹭</a></p>"
    found = read(page(story)).article
    assert found
    assert (found.pages, found.next_page) == (3, URL.replace("5521", "5521_2"))
    last = f"<div>{paragraphs()}</div><div><a href=5521.html>1</a> <a href=5521_2.html>2</a> 3</div>"
    found = read(page(last), URL.replace("5521", "5521_3")).article
    assert found
    assert (found.pages, found.next_page) == (3, None)
    found = read(page(f"<div>{paragraphs()}</div><a href=5522.html>下一页</a><a href=/list_2.html>2</a>")).article
    assert found
    assert (found.pages, found.next_page) == (1, None)


def test_pages_may_be_numbered_in_the_query_or_by_a_script() -> None:
    url = "http://www.qinghe.example/read?id=7&page=2"
    pages = "".join(f"<a href='/read?id=7&page={n}'>{n}</a>" for n in (1, 2, 3, 4))
    found = read(page(f"<div>{paragraphs()}</div>{pages}"), url).article
    assert found
    assert (found.pages, found.next_page) == (4, url.replace("page=2", "page=3"))
    script = '<script>createPageHTML(3, 0, "t20261120_77", "html");</script>'
    found = read(page(f"<div>{paragraphs()}</div>{script}")).article
    assert found
    assert (found.pages, found.next_page) == (3, "http://www.qinghe.example/a/20261120/t20261120_77_1.html")


@pytest.mark.parametrize("tail", ["-p2", "_p2", "-page-2", "_page2"])
def test_parts_with_a_letter_before_their_number_are_pages_of_one_article(tail: str) -> None:
    numbers = f"<div><span>第1页</span> <a href=5521{tail}.html>第2页</a></div>"
    found = read(page(f"<div>{paragraphs()}</div>{numbers}")).article
    assert found
    assert (found.pages, found.next_page) == (2, URL.replace("5521", f"5521{tail}"))
