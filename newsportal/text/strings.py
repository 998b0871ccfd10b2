"""A piece of Chinese text on one line, folded to be compared, or without the signs at its ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add

from newsportal.text.invisible import INVISIBLE
from newsportal.text.nfkc import nfkc

__all__ = ["bare", "folded", "in_turn", "one_line", "pairs"]

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_EDGES = " \t　:：|｜,，、。;；-－—–_/／·•>》<《[]【】()（）〔〕\"“”'‘’"


def one_line(text: str) -> str:
    """The text on one line: each run of white space one blank, what cannot be seen dropped.

    >>> one_line(" 中新网\\u3000北京\\xa0电\\n\\u200b ")
    '中新网 北京 电'
    >>> one_line("\\u200b\\ud800")
    ''
    """
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(_INVISIBLE.sub("", line).split())


def folded(text: str) -> str:
    """The text for comparing: width folded (NFKC), no white space, nothing invisible, lower case.

    >>> folded("ＡＩ 时代：５Ｇ来了") == folded("AI时代:5G来了")
    True
    """
    return _folded_headline(text) if len(text) <= _HEADLINE else _folded(text)


def _folded(text: str) -> str:
    seen = text if text.isprintable() else _INVISIBLE.sub("", text)
    return "".join(nfkc(seen).split()).lower()


_HEADLINE = 200
_folded_headline = lru_cache(2_000)(_folded)
"""A page's title and its parts are compared again and again."""


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters.

    >>> sorted(pairs("青亭桥"))
    ['亭桥', '青亭']
    """
    return set(map(add, text, text[1:]))


def bare(text: str) -> str:
    """The text without white space, separators, brackets and quotes at its ends.

    >>> bare(" | 来源：新华社】")
    '来源：新华社'
    """
    return text.strip(_EDGES)


def in_turn(forms: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of several expressions in a text, in order and none inside another: those of one with all branches.

    To look for what begins with one certain sign takes a tenth of the time of looking for what begins with any of two.

    >>> [found[0] for found in in_turn([re.compile("a.."), re.compile("b..")], "abcd baaa")]
    ['abc', 'baa']
    """
    waiting = [(form, found) for form in forms if (found := form.search(text))]
    while waiting:
        first = min((found for _, found in waiting), key=re.Match.start)
        yield first
        waiting = [
            (form, found)
            for form, known in waiting
            if (found := known if known.start() >= first.end() else form.search(text, first.end()))
        ]
