"""The whole of an article of which a page's markup shows only the beginning and its data hold all."""

from __future__ import annotations

from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded import shape
from newsportal.extraction.embedded.article import article, heads, key
from newsportal.extraction.embedded.markup import Found
from newsportal.extraction.embedded.notations import Written, repeats, written

__all__ = ["rest"]

_LINE = 10
"""Characters of a line by which it is looked for."""
_MORE = 1.3
"""How much longer the text in the data must be than the one that is shown."""
_MOST_OF = 0.8
"""Share of the shown text that the data must hold for it to be the beginning of theirs."""

_MARKS = "，。"
_SIGNS = {"\\u": 1, "%": 3}
"""With which every notation begins but the plain one, and how often such a sign stands for one Han."""
_HAN = 3
"""Han of a text for each of its marks, at least."""


def rest(tree: Tree, meta: Metadata, url: str, text: str) -> Found | None:
    """The article whose beginning `text` is, where the page's data hold much more of it; None where they do not."""
    scripts = [raw for i in tree.elements["script"] if len(raw := tree.raws.get(i, "")) >= len(text)]
    least = int(_MORE * sum(map(text.count, _MARKS))) + 1
    may_hold = [(script, signs) for script in scripts if (signs := _signs(script, least))]
    if not may_hold:  # as mostly
        return None
    lines = [line.rstrip("….") for line in text.split("\n") if len(line) >= _LINE]
    begins = [written(line[:_LINE]) for line in lines[:3]]
    if not any(_holds_more(script, begins, least, len(text), signs) for script, signs in may_hold):
        return None
    found = article(tree, meta, url)
    if found is None or found.body.size < _MORE * len(text) or key(found.title) not in key(" ".join(heads(meta))):
        return None
    whole = key(shape.plain(found.body.text))
    held = sum(len(line) for line in lines if key(line) in whole)
    return found if held >= _MOST_OF * sum(map(len, lines)) else None


def _holds_more(script: str, begins: list[list[Written]], least: int, size: int, signs: set[str]) -> bool:
    """Does a script hold the beginning of one of the first lines, in one of the notations, and far more after it?"""
    for begun in begins:
        for number, (sign, begin) in enumerate(begun):
            at = script.find(begin) if sign in signs else -1
            if at >= 0:
                after = script[at : at + 3 * len(begin) * size // _LINE]
                return sum(after.count(written(mark)[number].text) for mark in _MARKS) >= least
    return False


def _signs(script: str, marks: int) -> set[str]:
    """The signs of the notations in which a script may hold so many marks: it is searched in no other."""
    found = {"": any(repeats(script, mark, (marks + 1) // 2) for mark in _MARKS)}
    for sign, times in _SIGNS.items():
        found[sign] = all(repeats(script, part, _HAN * marks * times) for part in (sign[0], sign))
    return {sign for sign, holds in found.items() if holds}
