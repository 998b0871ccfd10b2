"""What an address alone says of the item behind it."""

from __future__ import annotations

import pytest

from newsportal.extraction.blocks.url_score import url_points
from tests.extraction.blocks.lists import HOME, read, words

TEXTS = ("梧江水位连降三天", "老码头改成旧书市集", "八旬裁缝免费补校服")


@pytest.mark.parametrize("query", ["?p=9154", "index.php?c=show&id=300", "default.aspx?newsid=20211&page=1"])
def test_an_item_that_has_a_number_and_no_path_is_one(query: str) -> None:
    assert url_points(HOME + query) == 1.0


@pytest.mark.parametrize(
    "query",
    [
        *["", "index.html", "?from=300", "?tid=30012", "?p=2", "index.php?id=12", "?valid=100", "list.asp?id=104"],
        *["index.php?catid=300&p=100", "?action=morelist&contentid=7141440", "index.php?c=category&id=300"],
    ],
)
def test_a_home_page_a_thread_a_page_of_a_list_and_a_channel_are_no_such_items(query: str) -> None:
    assert url_points(HOME + query) < 0


def test_the_posts_of_a_site_that_addresses_all_by_query_are_its_headlines_and_its_channels_are_not() -> None:
    html = "".join(f'<li><a href="/?p={n}">{text}</a></li>' for n, text in enumerate(TEXTS, 9_150))
    channels = "".join(f'<li><a href="/?cat={n}">{text}</a></li>' for n, text in enumerate(("水务", "文化", "人物"), 1))
    assert words(read(f"<ul>{channels}</ul><div class=main><ul>{html}</ul></div>")) == list(TEXTS)


def test_the_heading_of_a_list_that_leads_to_all_of_it_by_such_a_number_is_its_label() -> None:
    items = "".join(f'<li><a href="/2026/1120/{n}.html">{text}</a></li>' for n, text in enumerate(TEXTS, 915_000))
    block = read(f'<h3><a href="/?action=morelist&contentid=7141440">江城文明宣传周</a></h3><ul>{items}</ul>')[0]
    assert block.label == "江城文明宣传周"
