"""Elements that are none of the text though they stand in its container, told by their names and links.

No sentence is ever cut: a link or span in a line stays, whatever it is named.
"""

from __future__ import annotations

from functools import lru_cache

from newsportal.extraction.article.boilerplate_words import FOREIGN, FORM_ANSWER, SMALL_FOREIGN
from newsportal.extraction.article.hidden import HIDING
from newsportal.extraction.article.prose import Prose
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree

__all__ = ["cut_elements"]

_SMALL = 120
"""Characters of something small."""
_SMALL_FORM = 300
"""Characters of a form that only asks and answers."""
_SHORT_LINK = 8
"""Characters of a link that is a name, no headline."""
_CUT_TAGS = ("nav", "footer", "button")
_MAY_BE_CUT = (*_CUT_TAGS, "form")
_ENDS = ("。", "！", "？", "”", "」", "）", ")", "…")
"""How a sentence ends; what stands after it at a line's end, such as a credit, may be cut."""
_QUIET = ("hidden", "submit", "button", "image", "reset")
"""Types of inputs in which nothing is entered."""


def cut_elements(tree: Tree, lines: Lines, prose: Prose, container: int) -> bytearray:
    """For each chunk of the page 1, or 0 where it stands in an element of the container that is none of the text."""
    kept = bytearray(b"\1") * len(tree.chunks)
    most = prose.of(container) / 2
    i, end, ends, sizes = container + 1, tree.ends[container], tree.ends, tree.sizes
    attrs, tags, links = tree.attrs, tree.tags, tree.link_counts
    while i < end:
        # What has neither name nor links is never cut, but for some tags.
        may_be = sizes[i] and (attrs[i] or links[i] > 1 or tags[i] in _MAY_BE_CUT)
        if may_be and _is_cut(tree, lines, prose, i, most):
            first, last = tree.first[i], tree.last[i]
            kept[first:last] = bytes(last - first)
            i = ends[i]
        else:
            i += 1
    return kept


def _is_cut(tree: Tree, lines: Lines, prose: Prose, i: int, most: float) -> bool:
    tag, name = tree.tags[i], tree.names[i]
    if tag in _CUT_TAGS or (not HIDING.isdisjoint(tree.attrs[i]) and prose.is_hidden(i)):
        return prose.of(i) <= most
    if name and tree.sizes[i] <= _SMALL and _is_small_foreign(name):
        return not _is_in_sentence(tree, i)
    if (name and _is_foreign(name)) or (tag == "form" and _asks(tree, i)):
        return prose.of(i) <= most and not _is_in_sentence(tree, i)
    if tree.link_counts[i] < 2:
        return False
    if tree.link_sizes[i] * 2 > tree.sizes[i]:
        return not _is_in_sentence(tree, i) and not (tag == "p" and _is_told(tree, lines, i))
    return (
        tree.link_counts[i] > 2
        and tree.link_sizes[i] * 8 > tree.sizes[i]
        and _is_list(lines, i)
        and prose.of(i) <= most
    )


@lru_cache(4096)  # the elements of a list have one name, and the pages of a portal the same
def _is_foreign(name: str) -> bool:
    """Do class name and id say that an element is none of the text?"""
    return FOREIGN.search(name) is not None


@lru_cache(4096)
def _is_small_foreign(name: str) -> bool:
    """Do they say so of something small?"""
    return SMALL_FOREIGN.search(name) is not None


def _is_in_sentence(tree: Tree, i: int) -> bool:
    """Is element i a part of a line, and what stands before it in the line no whole sentence?"""
    first, last, chunks = tree.first[i], tree.last[i], tree.chunks
    if last < len(chunks) and chunks[last][0] not in "\n\t":
        return True
    return chunks[first][0] not in "\n\t" and not chunks[first - 1].rstrip().endswith(_ENDS)


def _is_told(tree: Tree, lines: Lines, i: int) -> bool:
    """Is paragraph i a line of short links and words between two paragraphs with prose: 早上，从青河到松屿 住松屿?"""
    k = lines.within(tree.first[i], tree.last[i])
    if len(k) != 1 or "，" not in lines.text(k.start) or tree.link_sizes[i] > _SHORT_LINK * tree.link_counts[i]:
        return False
    around = [at for at in (k.start - 1, k.stop) if 0 <= at < len(lines) and lines.prose[at]]
    return len(around) == 2 and all(tree.parents[lines.holder(at)] == tree.parents[i] for at in around)


def _asks(tree: Tree, form: int) -> bool:
    """Does the form ask for something to be entered, or answer? Some publishing systems wrap a whole page in one."""
    if tree.sizes[form] <= _SMALL_FORM and FORM_ANSWER.search(tree.text(form)):
        return True
    fields = tree.inside(form, "input")
    return bool(tree.inside(form, "textarea")) or any(tree.attrs[i].get("type", "") not in _QUIET for i in fields)


def _is_list(lines: Lines, i: int) -> bool:
    """Is element i a list of cards: every third line or more a headline?"""
    inside = lines.inside(i)
    linked = sum(lines.linked[inside.start : inside.stop])
    return linked > 2 and linked * 4 >= len(inside)
