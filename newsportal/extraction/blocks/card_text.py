"""The headline in a link of several lines or pieces: without date, summary, rank and badges."""

from __future__ import annotations

import re

from newsportal.extraction.blocks.block_words import CREDIT
from newsportal.extraction.blocks.link_marks import is_length, is_mark, is_noise, is_rank, is_stamp, weight
from newsportal.extraction.document.tree import Tree

__all__ = ["HEADINGS", "card_text", "joined"]

_CHUNKS = 60
"""Pieces of text, and elements, of a card that are looked at: hostile pages put links into links."""
_LEAST_HALF, _HALF = 4, 22
"""Han characters of one of the two lines of a headline."""
_LONG = 300
"""Characters of a heading or a line; longer ones are prose."""
_WORDY = re.compile(r"tit|head|name|\bbt")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLAYED = re.compile(r"[A-Za-z]\d\d?:\d\d$")
"""How a line of a card ends that tells who made a film, and after the name of an icon how long it is."""
_STRONG = frozenset(("strong", "b"))


def card_text(tree: Tree, i: int, shown: str) -> str:
    """The headline in a link of several lines, a card: its heading, its bold words, else its first line of words."""
    first = tree.first[i]
    raw = "".join(tree.chunks[first : min(tree.last[i], first + _CHUNKS)])
    if "\n" not in raw.strip():
        return _line(tree, i, shown)
    if both := _two_lines(tree, i):
        return both
    for wanted in (_is_heading, _is_strong):
        for inner in range(i + 1, min(tree.ends[i], i + _CHUNKS)):
            if tree.sizes[inner] <= _LONG and wanted(tree, inner):
                lines = tree.lines(inner)
                if len(lines) == 1 and weight(lines[0]) >= 4 and not (is_noise(lines[0]) or is_stamp(lines[0])):
                    return lines[0]
                if len(lines) == 2 and (both := _two_lines(tree, inner)):
                    return both
    lines = [" ".join(line.split()) for line in raw.split("\n")]
    said = [line for line in lines if line and not (is_noise(line) or is_rank(line) or is_stamp(line))]
    if len(said) > 1 and _PLAYED.search(said[0]):
        del said[0]
    for line in said:
        if weight(line) >= 5:
            return line
    return max(said, key=weight, default="")


def _is_heading(tree: Tree, i: int) -> bool:
    return tree.tags[i] in HEADINGS or bool(tree.names[i] and _WORDY.search(tree.names[i]))


def _is_strong(tree: Tree, i: int) -> bool:
    return tree.tags[i] in _STRONG


def _two_lines(tree: Tree, i: int) -> str:
    """A headline in two lines, by a line break or in two elements of one kind; "" where one of them says more."""
    lines = tree.lines(i) if tree.sizes[i] <= 2 * _HALF else []
    if len(lines) != 2:
        return ""
    parts = [child for child in tree.children(i) if tree.sizes[child]]
    while len(parts) == 1 and tree.sizes[parts[0]] == tree.sizes[i]:
        parts = [child for child in tree.children(parts[0]) if tree.sizes[child]]
    alike = len({(tree.tags[part], tree.names[part]) for part in parts}) == 1 and len(parts) == 2
    return joined(*lines) if not parts or alike else ""


def joined(first: str, second: str) -> str:
    """Two lines as one headline, "" where one of them is none: a date, an outlet, a summary.

    >>> joined("老渡口停航", "新桥今日通车"), joined("老渡口停航", "11-26 15:20")
    ('老渡口停航 新桥今日通车', '')
    """
    for line in (first, second):
        if (
            not _LEAST_HALF <= weight(line) <= _HALF
            or "。" in line
            or is_noise(line)
            or is_stamp(line)
            or CREDIT.search(line)
        ):
            return ""
    return f"{first} {second}"


def _line(tree: Tree, i: int, shown: str) -> str:
    """A link on one line, without the marks that have an element of their own at its begin or end."""
    if tree.sizes[i] > _LONG or tree.ends[i] - i > _CHUNKS or tree.ends[i] == i + 1:
        return shown
    begin, end, words = tree.first[i], tree.last[i], shown
    children, wrapped = [child for child in tree.children(i) if tree.sizes[child]], False
    while len(children) == 1 and tree.sizes[children[0]] == tree.sizes[i] and tree.tags[children[0]] != "div":
        children, wrapped = [child for child in tree.children(children[0]) if tree.sizes[child]], True
    for child in children:
        text, rest = tree.text(child), _between(tree, tree.last[child], end)
        if tree.first[child] != begin or weight(rest) < 4 or not (is_mark(text) or is_noise(text)):
            break
        if wrapped and _is_figure(text) and not is_rank(text):
            break
        begin, words = tree.last[child], rest
    for child in reversed(children):
        text, rest = tree.text(child), _between(tree, begin, tree.first[child])
        if tree.last[child] != end or weight(rest) < 4 or not _says_nothing(text) or (wrapped and _is_figure(text)):
            break
        end, words = tree.first[child], rest
    return words


def _is_figure(text: str) -> bool:
    """Is it a number that a headline in an element of its own may stress, as 3万, and no date?"""
    return text[0].isdigit() and is_mark(text)


def _says_nothing(text: str) -> bool:
    """Whether the text of an element at the end of a link is no part of its headline; a number may be."""
    return is_noise(text) or (is_mark(text) and not is_rank(text)) or is_length(text)


def _between(tree: Tree, begin: int, end: int) -> str:
    return " ".join("".join(tree.chunks[begin:end]).split())
