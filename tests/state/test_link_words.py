"""What links call pages, in a block of pages and outside one."""

from __future__ import annotations

from newsportal.state.link_words import SCHEMA, LinkWords
from newsportal.state.sqlite import SqliteState

URL = "http://a.example/1"


def test_words_are_found_in_a_block_that_began_without_any_and_after_a_rollback():
    state = SqliteState(":memory:", schemas=(SCHEMA,))
    words, others = LinkWords(state, "a"), LinkWords(state, "b")
    state.begin()
    others.add(URL, "别家")
    words.hold()
    assert words.of(URL) == ()
    words.add(URL, "澜河大桥通车")
    assert words.of(URL) == ("澜河大桥通车",)
    state.rollback()
    words.keep()
    assert words.of(URL) == ()
    state.begin()
    words.add(URL, "澜河大桥通航")
    words.hold()
    assert words.of(URL) == ("澜河大桥通航",)
