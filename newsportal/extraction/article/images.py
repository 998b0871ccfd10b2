"""Pictures of the article and the words under them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.links import Base
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Image
from newsportal.text.wordlists import either, listed

__all__ = ["images"]

_MOST = 200
_SMALLEST = 60
_LONGEST_CAPTION = 120
_FIGURES = ("figure", "li", "dl", "dd")
_ADDRESSES = ("data-original", "data-src", "data-lazy-src", "data-url", "data-actualsrc", "original", "_src", "src")
"""Attributes that hold a picture's address, those of pictures loaded late first: their `src` is a blank."""
_WORDS = {section: either(words) for section, words in listed("boilerplate.txt").items()}
_NO_PICTURE = re.compile(_WORDS["decorations"])
_FOREIGN = re.compile(_WORDS["decoration-areas"])
_CAPTION_NAME = re.compile(_WORDS["caption-names"])
_CAPTION = re.compile(rf"^{_WORDS['caption-beginnings']}|{_WORDS['caption-ends']}[）)。]?$")


def images(tree: Tree, lines: Lines, main: MainRegion, base: Base) -> tuple[Image, ...]:
    """The pictures inside the text's container, each address once, in reading order."""
    found: dict[str, Image] = {}
    for i in tree.inside(main.container, "img"):
        if tree.first[i] > main.end or _is_foreign(tree, i, main.container):
            continue
        url = _address(tree.attrs[i], base)
        if url and url not in found:
            found[url] = Image(url=url, caption=_caption(tree, lines, i))
            if len(found) >= _MOST:
                break
    return tuple(found.values())


def _address(attrib: Mapping[str, str], base: Base) -> str | None:
    for side in ("width", "height"):
        value = attrib.get(side, "").removesuffix("px")
        if value.isdecimal() and len(value) < 6 and int(value) < _SMALLEST:
            return None
    for name in _ADDRESSES:
        value = attrib.get(name, "").strip()
        if value and not _NO_PICTURE.search(value[:300].lower()):
            return base.absolute(value)
    return None


def _is_foreign(tree: Tree, i: int, container: int) -> bool:
    """Does picture i stand in a part of the container that is not the article's, or in a list of linked pictures?"""
    linked = False
    while i != container:
        if tree.names[i] and _FOREIGN.search(tree.names[i]):
            return True
        linked = linked or tree.tags[i] == "a"
        if linked and tree.link_counts[i] > 2 and tree.tags[i] in ("ul", "dl", "div", "table"):
            return True
        i = tree.parents[i]
    return False


def _caption(tree: Tree, lines: Lines, i: int) -> str | None:
    """The words of the figure or list entry, else the line after the picture if it reads or is named like a caption."""
    for above in (tree.parents[i], tree.parents[tree.parents[i]]):
        if tree.tags[above] in _FIGURES and 0 < tree.sizes[above] <= _LONGEST_CAPTION:
            return tree.text(above) if len(tree.inside(above, "img")) == 1 else None
    k = bisect_left(lines.starts, tree.first[i])
    if k >= len(lines) or lines.sizes[k] > _LONGEST_CAPTION:
        return None
    text, holder = lines.text(k), lines.holder(k)
    return text if _CAPTION.search(text) or _CAPTION_NAME.search(tree.names[holder]) else None
