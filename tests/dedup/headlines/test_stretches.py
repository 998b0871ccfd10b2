"""Where two wordings differ is what Python's own library says."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from newsportal.dedup.headlines.stretches import stretches

_WORDS = st.lists(st.sampled_from("海棠江上新桥"), max_size=16)


@given(_WORDS, _WORDS)
def test_stretches_are_those_of_the_library(mine: list[str], theirs: list[str]) -> None:
    every = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    assert [*stretches(mine, theirs)] == [(i, j, k, m) for tag, i, j, k, m in every if tag != "equal"]
