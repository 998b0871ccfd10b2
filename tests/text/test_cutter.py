"""Both cutters give the same words: rjieba's, and jieba's, which is the reference."""

from __future__ import annotations

import re
import sys
from math import isclose, log
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsportal.text.cutter import Cutter, cutter, is_han, jieba_file
from newsportal.text.wordlists import shipped

WORDS = sorted(shipped().places | shipped().synonyms.keys() | shipped().critical | shipped().idle)
KNOWN = [line.split(" ")[0] for line in jieba_file("dict.txt").read_text("utf-8").splitlines()[::97]]
SIGNS = (
    "桥橋发發髮通车車縣县乾干台臺后後里裡霁漪𠮷㐀々〇〆年月日0123456789AIabcG5Ｇ％%+-#&._/"
    "· 　，。、“”《》—…\n\u200b😀éИ한の"
)
TEXTS = st.lists(
    st.sampled_from(KNOWN) | st.sampled_from(WORDS) | st.text(st.sampled_from(SIGNS), max_size=6), max_size=12
).map("".join)


@pytest.fixture(scope="module")
def rust() -> Cutter:
    pytest.importorskip("rjieba")
    return cutter(WORDS, alone=True)


@pytest.fixture(scope="module")
def reference() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "rjieba", None)
        return cutter(WORDS, alone=True)


def weight(reference: Any, words: list[str]) -> float:
    """How likely these words are by jieba's dictionary: the way of cutting for which this is highest is taken."""
    jieba = reference._tokenizer
    return sum(log(jieba.FREQ.get(word) or 1) - log(jieba.total) for word in words)


@given(text=TEXTS)
@settings(max_examples=80, deadline=None)
def test_both_cut_alike_but_where_two_ways_of_cutting_are_equally_likely(
    rust: Cutter, reference: Cutter, text: str
) -> None:
    ours, theirs = rust.cut(text), reference.cut(text)
    assert "".join(ours) == text
    if ours != theirs:
        assert isclose(weight(reference, ours), weight(reference, theirs), rel_tol=1e-12)


def runs_of(cutter: Cutter, text: str) -> list[str]:
    """The runs of single characters in a text that are no words of the dictionary."""
    run, runs = "", []
    for word in (*cutter.cut(text), ""):
        if len(word) == 1 and word.isalpha():
            run += word
        else:
            if len(run) > 1 and not cutter.has(run):
                runs.append(run)
            run = ""
    return runs


@given(text=TEXTS)
@example(text="中府A")
@settings(max_examples=40, deadline=None)
def test_both_find_the_same_new_words_in_runs_of_single_characters(rust: Cutter, reference: Cutter, text: str) -> None:
    runs = runs_of(reference, text)
    for run in runs:
        assert rust.new_words([run]) == reference.new_words([run])
    assert sorted(rust.new_words(runs)) == sorted(reference.new_words(runs))


@given(text=TEXTS.map(lambda text: "\n".join(filter(is_han, re.split("([^\u4e00-\u9fd5]+)", text)))))
@example(text="栖川县\n霁州渡口书店")
@settings(max_examples=40, deadline=None)
def test_words_of_han_characters_are_cut_with_the_new_ones_at_once(rust: Cutter, reference: Cutter, text: str) -> None:
    for one in (rust, reference):
        apart = [*one.cut(text), *one.new_words(runs_of(one, text))]
        assert sorted(w for w in one.cut_all(text) if len(w) > 1) == sorted(w for w in apart if len(w) > 1)


def test_both_know_the_same_words(rust: Cutter, reference: Cutter) -> None:
    for word in (*KNOWN, *WORDS, *(word + "桥" for word in KNOWN)):
        assert rust.has(word) == reference.has(word), word


def test_half_of_a_surrogate_pair_is_a_word_of_its_own(rust: Cutter, reference: Cutter) -> None:
    text = "大桥\ud83d通车\udc00"
    assert rust.cut(text) == reference.cut(text) == ["大桥", "\ud83d", "通车", "\udc00"]


def test_words_of_a_cutter_that_stands_alone_are_known_to_no_other(reference: Cutter) -> None:
    word = "霁州渡口书店"
    assert cutter([word], alone=True).cut(word) == [word]
    assert word not in (*cutter([], alone=True).cut(word), *reference.cut(word))
