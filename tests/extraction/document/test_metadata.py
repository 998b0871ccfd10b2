"""What the head says, unjudged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction.document import parser
from newsportal.extraction.document.metadata import Metadata, metadata


def read(head: str) -> Metadata:
    return metadata(parser.parse(f"<html><head>{head}</head><body><p>x</p></body></html>".encode()))


def test_names_are_read_in_any_case_and_with_stray_blanks() -> None:
    names = {"ArticleTitle": "开港", "og: time ": "2026-11-20", "ContentSource": "松屿报"}
    found = read("".join(f"<meta name='{name}' content='{value}'>" for name, value in names.items()))
    assert (found.titles, found.published, found.source) == (("开港",), ("2026-11-20",), ("松屿报",))


def test_no_name_is_longer_than_a_value() -> None:
    assert read(f"<meta name='{'x' * 500}_pub_date' content='2026-11-20'>").published == ()
    assert read("<meta name='parsely-pub-date' content='2026-11-20'>").published == ("2026-11-20",)


def test_the_more_trusted_name_comes_first() -> None:
    head = "<meta name=publishdate content=2026-11-20>"
    head += "<meta property='article:published_time' content='2026-11-20T08:10:00+08:00'>"
    assert read(head).published == ("2026-11-20T08:10:00+08:00", "2026-11-20")


def test_json_ld_is_read_in_a_list_in_a_graph_and_broken() -> None:
    story = '{"@type":"NewsArticle","headline":"开港","datePublished":"2026-11-20","author":[{"name":"叶望舒"}]}'
    for script in (story, f"[{story}]", f'{{"@graph":[{{"@type":"WebSite","name":"x"}},{story}]}}'):
        found = read(f'<script type="application/ld+json">{script}</script>')
        assert (found.titles, found.published, found.author) == (("开港",), ("2026-11-20",), ("叶望舒",))
    broken = '{"headline":"开港","description":"他说"好"","pubDate":"2026-11-20"}'
    assert read(f'<script type="application/ld+json">{broken}</script>').published == ("2026-11-20",)


def test_the_page_s_title_is_the_first_with_words() -> None:
    assert read("<title> </title><title>开港</title>").title == "开港"


def test_json_nested_deeper_than_python_reads_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(json, "loads", too_deep)
    assert read('<script type="application/ld+json">[[{"headline":"开港"}]]</script>').titles == ("开港",)


@given(st.text(max_size=200))
def test_any_script_and_value_give_metadata(text: str) -> None:
    safe = text.replace("<", "").encode("utf-8", "ignore").decode()
    read(f'<script type="application/ld+json">{safe}</script><meta name=author content="{safe}">')
