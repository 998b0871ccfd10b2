"""What kind of page it is: one story, a hub that offers stories, or neither."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsportal.extraction.lines import Lines
from newsportal.extraction.page import Kind
from newsportal.extraction.regions import Main
from newsportal.extraction.tree import Tree

__all__ = ["kind"]

_INDEX = re.compile(r"/?(?:(?:index|default|home|main)(?:_\d{1,3})?\.\w{2,5})?$", re.I)
_LEAST_PROSE = 20
_LEAST_HEADLESS = 200
_MOST_LINKED = 0.06
"""Share of links in the text of a story without a heading; lists with summaries have .08 and more."""
_LEAST_SHARE = 0.4
"""Share of a headless story in the text of story and links together."""
_LONG_HEADING = 12
"""Characters from which the heading of a page without prose is a video's or a gallery's, not a section's."""
_LEAST_LINKS = 15
"""Links of a hub."""


def kind(tree: Tree, lines: Lines, main: Main | None, heading: int, url: str) -> Kind:
    """The kind of a page whose story, if it has one, is `main` under line `heading` (-1: none).

    A story's heading repeats what the head states; a hub's head states the site's name, which is no line of the page.
    """
    index = _INDEX.match(urlsplit(url).path if "[" not in url else "") is not None
    if main and _is_story(tree, lines, main, heading, index):
        return "article"
    headed = heading >= 0 and lines.sizes[heading] >= _LONG_HEADING and not index
    return "other" if headed or _links(tree) < _LEAST_LINKS else "hub"


def _links(tree: Tree) -> int:
    """How many links with words a page has."""
    return sum(tree.sizes[i] > 3 for i in tree.elements["a"])


def _is_story(tree: Tree, lines: Lines, main: Main, heading: int, index: bool) -> bool:
    size = sum(lines.prose(k) for k in lines.within(main.begin, main.end))
    if heading >= 0 and lines.starts[heading] <= main.begin + 1:
        return size >= _LEAST_PROSE
    if size < _LEAST_HEADLESS or index:
        return False
    linked = tree.link_text_before[main.end] - tree.link_text_before[main.begin]
    whole = tree.text_before[main.end] - tree.text_before[main.begin]
    return linked <= whole * _MOST_LINKED and size >= _LEAST_SHARE * (size + tree.link_sizes[0])
