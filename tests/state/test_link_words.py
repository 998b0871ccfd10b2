"""What links call pages, whoever added the words."""

from __future__ import annotations

from newsportal.state import link_words
from newsportal.state.link_words import SCHEMA, LinkWords
from newsportal.state.sqlite import SqliteState

URL = "http://a.example/1"


def test_words_are_found_that_another_process_added_and_after_a_rollback():
    state = SqliteState(":memory:", schemas=(SCHEMA,))
    words, others = LinkWords(state, "a"), LinkWords(state, "b")
    state.begin()
    others.add(URL, "别家")
    assert words.of(URL) == ()
    words.add(URL, "澜河大桥通车")
    assert words.of(URL) == ("澜河大桥通车",)
    assert LinkWords(state, "a").of(URL) == ("澜河大桥通车",)
    state.rollback()
    assert words.of(URL) == ()
    state.begin()
    words.add(URL, "澜河大桥通航")
    assert words.of(URL) == ("澜河大桥通航",)
    words.clear()
    assert words.of(URL) == ()


def test_words_of_more_pages_than_are_remembered_are_found(monkeypatch):
    monkeypatch.setattr(link_words, "_MOST", 3)
    state = SqliteState(":memory:", schemas=(SCHEMA,))
    words, urls = LinkWords(state, "a"), [f"http://a.example/{n}" for n in range(6)]
    state.begin()
    assert words.of(URL) == ()
    for url in urls:
        words.add(url, url)
    for known in (words, LinkWords(state, "a")):
        assert [known.of(url) for url in urls] == [(url,) for url in urls]
