"""White space and width in Chinese text."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from newsportal.text import strings
from newsportal.text.strings import folded, one_line


def test_examples_in_the_documentation_hold() -> None:
    failed, tried = doctest.testmod(strings)
    assert tried >= 1
    assert failed == 0


@given(st.text())
def test_cleaning_twice_is_cleaning_once(words: str) -> None:
    once = one_line(words)
    assert one_line(once) == once


@given(st.text(alphabet=st.characters()))
def test_a_cleaned_text_is_one_line_and_can_be_encoded(words: str) -> None:
    once = one_line(words)
    assert once.splitlines() in ([], [once])
    once.encode("utf-8")


@given(st.text())
def test_a_key_has_no_white_space_and_is_stable(words: str) -> None:
    once = folded(words)
    assert not any(c.isspace() for c in once)
    assert folded(once).lower() == folded(once)


def test_lone_surrogates_and_line_separators_leave_the_text() -> None:
    assert one_line("甲\ud83d乙\u2028丙\x85丁") == "甲乙 丙 丁"
