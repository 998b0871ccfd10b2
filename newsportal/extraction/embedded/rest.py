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

_SIGNS = ("\\u", "%")
"""With which every notation begins but the plain one."""


def rest(tree: Tree, meta: Metadata, url: str, text: str) -> Found | None:
    """The article whose beginning `text` is, where the page's data hold much more of it; None where they do not."""
    lines = [line.rstrip("….") for line in text.split("\n") if len(line) >= _LINE]
    scripts = [raw for i in tree.elements["script"] if len(raw := tree.raws.get(i, "")) >= len(text)]
    begins = [written(line[:_LINE]) for line in lines[:3]] if scripts else []
    few = min((begun[1].text.count("\\u") for begun in begins), default=0)  # 0 where one has no Han
    if not any(_holds_more(script, begins, text, _signs(script, few)) for script in scripts):
        return None
    found = article(tree, meta, url)
    if found is None or found.body.size < _MORE * len(text) or key(found.title) not in key(" ".join(heads(meta))):
        return None
    whole = key(shape.plain(found.body.text))
    held = sum(len(line) for line in lines if key(line) in whole)
    return found if held >= _MOST_OF * sum(map(len, lines)) else None


def _holds_more(script: str, begins: list[list[Written]], text: str, signs: set[str]) -> bool:
    """Does a script hold the beginning of one of the first lines, in one of the notations, and far more after it?"""
    for begun in begins if signs else ():
        for number, (sign, begin) in enumerate(begun):
            at = script.find(begin) if sign in signs else -1
            if at >= 0:
                after = script[at : at + 3 * len(begin) * len(text) // _LINE]
                marks = sum(after.count(written(mark)[number].text) for mark in "，。")
                return marks > _MORE * (text.count("，") + text.count("。"))
    return False


def _signs(script: str, few: int) -> set[str]:
    """The signs of the notations that are worth a search: asked of a script once, not for each line and notation."""
    found = {sign for sign in _SIGNS if repeats(script, sign, few)}
    return {"", *found} if not few or "，" in script or "。" in script else found
