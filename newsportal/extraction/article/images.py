"""Pictures of the article and the words under them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.links import Base
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Image
from newsportal.text.wordlists import any_of, either, listed

__all__ = ["images"]

_MOST = 200
_SMALLEST = 60
_LONGEST_CAPTION = 120
_FIGURES = ("figure", "li", "dl", "dd")
_LATE = ("data-original", "data-src", "data-lazy-src", "data-url", "data-actualsrc", "original", "_src")
"""Attributes that hold the address of a picture loaded late, the better first: its `src` is a blank."""
_NAMED_LATE = re.compile(
    r"(?:data-|[\w-]{0,9}_)(?!.{0,20}(?:set|thumb|small|tiny|size|share|avatar|holder))"
    r".{0,20}(?:src|orig|lazy|echo|real|url|file|load|image|img|pic|hi-?res)|(?:zoom)?file$|(?:real|lazy|load)_?(?:src|load)$"
    r"|(?:src|img)\d$|data_?(?:src|img|image)$"
)
"""Names that scripts give to such attributes otherwise: data-lazyload, data-echo, data-realsrc, file."""
_SETS = ("srcset", "data-srcset")
_WIDTH = re.compile(r"\s(\d{1,5}(?:\.\d{1,3})?)[wx]$")
_PICTURE = re.compile(r"(?:https?:)?//|/|[^\s:]{1,300}\.(?:jpe?g|png|gif|webp|avif|bmp)\b", re.I)
_LISTED = listed("boilerplate.txt")
_WORDS = {section: either(words) for section, words in _LISTED.items()}
_PLAIN = tuple(word for word in _LISTED["decorations"] if word.isalnum())
_BEGINS = tuple(word[1:] for word in _LISTED["decorations"] if word[0] == "^")
_NO_PICTURE = any_of(word for word in _LISTED["decorations"] if word not in _PLAIN and word[0] != "^")
"""What addresses that are no picture's hold; words and beginnings are looked for apart, at a tenth of the cost."""
_FOREIGN = re.compile(_WORDS["decoration-areas"])
_CAPTION_NAME = re.compile(_WORDS["caption-names"])
_CAPTION = re.compile(rf"^{_WORDS['caption-beginnings']}|{_WORDS['caption-ends']}[）)。]?$")


def images(tree: Tree, lines: Lines, main: MainRegion, base: Base) -> tuple[Image, ...]:
    """The pictures inside the text's container, each address once, in reading order."""
    found: dict[str, Image] = {}
    for i in sorted((*tree.inside(main.container, "img"), *tree.inside(main.container, "amp-img"))):
        if tree.first[i] > main.end or _is_foreign(tree, i, main.container):
            continue
        url = _address(tree, i, base)
        if url and url not in found:
            found[url] = Image(url=url, caption=_caption(tree, lines, i))
            if len(found) >= _MOST:
                break
    return tuple(found.values())


def _address(tree: Tree, i: int, base: Base) -> str | None:
    """The address of picture i, None of one too small or that decorates."""
    attrs = tree.attrs[i]
    for side in ("width", "height"):
        value = attrs.get(side, "").removesuffix("px")
        if value.isdecimal() and len(value) < 6 and int(value) < _SMALLEST:
            return None
    for value in _stated(tree, i):
        value = value.strip()
        if value and not _decorates(value[:300].lower()):
            return base.absolute(value)
    return None


def _decorates(address: str) -> bool:
    """Does an address say that its picture is none of the article's?"""
    plain = address.startswith(_BEGINS) or any(word in address for word in _PLAIN)
    return plain or _NO_PICTURE.search(address) is not None


@lru_cache(4096)  # the pictures of a text stand in the same elements
def _is_area(name: str) -> bool:
    """Do class name and id say that an element holds pictures of its own?"""
    return _FOREIGN.search(name) is not None


@lru_cache(2_000)
def _is_late(name: str) -> bool:
    """Does an attribute of that name hold the address of a picture loaded late?"""
    return _NAMED_LATE.match(name) is not None


def _stated(tree: Tree, i: int) -> Iterator[str]:
    """What the attributes of picture i, and then those of the <picture> that it stands in, say of its address."""
    attrs = tree.attrs[i]
    yield from (attrs.get(name, "") for name in _LATE)
    yield from (value for name, value in attrs.items() if _is_late(name) and _PICTURE.match(value.strip()))
    yield attrs.get("src", "")
    yield from _in_sets(attrs)
    above = next((k for k in tree.ancestors(i) if tree.tags[k] != "source"), 0)  # the parser leaves <source> open
    if tree.tags[above] == "picture":
        yield from (url for source in range(above + 1, min(i, above + 9)) for url in _in_sets(tree.attrs[source]))


def _in_sets(attrs: Mapping[str, str]) -> Iterator[str]:
    """The widest picture of a srcset."""
    for name in _SETS:
        if entries := [entry.strip() for entry in attrs.get(name, "")[:4000].split(", ")]:
            widths = [float(found[1]) if (found := _WIDTH.search(entry)) else 0.0 for entry in entries]
            yield _WIDTH.sub("", entries[widths.index(max(widths))]).strip(" ,")


def _is_foreign(tree: Tree, i: int, container: int) -> bool:
    """Does picture i stand in a part of the container that is not the article's, or in a list of linked pictures?"""
    linked = False
    while i != container:
        if tree.names[i] and _is_area(tree.names[i]):
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
