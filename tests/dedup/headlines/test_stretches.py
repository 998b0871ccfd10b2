"""Where two wordings differ is what Python's own library says."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from newsportal.dedup.headlines.stretches import stretches

_WORDS = st.lists(st.sampled_from("海棠江上新桥"), max_size=16)


@given(_WORDS, _WORDS)
def test_stretches_are_those_of_the_library(mine: list[str], theirs: list[str]) -> None:
    every = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    assert [*stretches(mine, theirs)] == [(i, j, k, m) for tag, i, j, k, m in every if tag != "equal"]


def test_of_many_runs_those_that_no_stretch_may_hold_are_left_out() -> None:
    mine, theirs = ("".join(random.Random(seed).choices("甲乙丙丁", k=120)) for seed in (1, 2))
    every = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    assert [*stretches(mine, theirs)] == [(i, j, k, m) for tag, i, j, k, m in every if tag != "equal"]
