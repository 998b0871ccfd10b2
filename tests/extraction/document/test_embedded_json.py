"""Articles that stand in a page's data and not in its markup."""

from __future__ import annotations

import json

import pytest

from tests.extraction.markup import HEADING, PROSE, paragraphs, read

HTML_BODY = paragraphs(PROSE)
DATA = {
    "__NEXT_DATA__": (
        "<script id=__NEXT_DATA__ type=application/json>%s</script>",
        {"props": {"pageProps": {"detail": {"name": HEADING, "content": HTML_BODY, "source": "青河日报"}}}},
    ),
    "__INITIAL_STATE__": (
        "<script>window.__INITIAL_STATE__ = %s;(function(){var s;}());</script>",
        {"news": {"list": [{"title": "别的"}], "cur": {"title": HEADING, "source": "青河日报", "body": HTML_BODY}}},
    ),
    "allData": (
        "<script>var allData = %s;\nvar adData = {};</script>",
        {"docData": {"title": HEADING, "source": "青河日报", "contentData": {"contentList": [{"data": HTML_BODY}]}}},
    ),
    "articleBody": (
        "<script type='application/ld+json'>%s</script>",
        {
            "@type": "NewsArticle",
            "headline": HEADING,
            "articleBody": "\n".join(PROSE),
            "publisher": {"name": "青河日报"},
        },
    ),
}


@pytest.mark.parametrize("kind", DATA)
def test_a_story_that_stands_only_in_data_is_read(kind: str) -> None:
    script, data = DATA[kind]
    html = f"<html><title>{HEADING}_青河网</title><body><div id=app></div>{script % json.dumps(data)}</body></html>"
    found = read(html)
    assert found.kind == "article"
    assert found.article
    assert found.article.title == HEADING
    assert found.article.text.split("\n") == list(PROSE)


def test_data_of_another_story_or_no_json_is_not_read() -> None:
    other = {"list": [{"title": "一座桥修了三代人", "content": HTML_BODY}]}
    for script in (
        f"window.__STATE__ = {json.dumps(other)}",
        "window.__STATE__ = {a: function(){}",
        "__x__ = " + "[" * 60,
    ):
        assert read(f"<html><title>{HEADING}</title><script>{script}</script></html>").article is None
