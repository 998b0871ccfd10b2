"""Links that are no `<a href>`: addresses that a script follows (data-href, onclick), lists in noscript and the like.

A browser's user clicks them like any other; a crawler that knows only `href` sees none of them.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsportal.extraction.document.tree import Tree

__all__ = ["add", "are_closed", "opened", "target"]

_NAMES = ("data-href", "data-link", "data-url")
_LITERAL = re.compile(r"[\"']((?:https?:|\.{0,2}/)[^\"'\\<>\s]{1,2000})")
_CALLED = re.compile(r"([\w$.]{1,40})\s?\($")
_ASSIGNED = re.compile(r"\blocation(?:\.href)?\s?=$")
_MOST_CODE, _BEFORE, _LITERALS = 3_000, 50, 4
"""Characters of a script, of them before an address, and addresses that are looked at."""
_GOES = re.compile(r"location(?:\.href)?\s{0,9}=|location\.\w{6,7}\(|window\.open\(")
_NO_VISIT = re.compile(
    r"shar|favou?r|bookmark|sethome|login|comment|print|copy|qr|weixin|wechat|weibo|facebook|twitter|close", re.I
)
"""In the name of a function or an element: it does something else with an address than to go there."""
_NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp4|m3u8|mp3|js|css|json|pdf)(?:[?#]|$)", re.I)
_LEAST_WORDS, _MOST_WORDS = 8, 300
"""Characters of the longest line, and of all, of an entry: shorter ones are buttons and teams, more are a region."""
_MOST_CHUNKS = 60
_NO_ITEMS = frozenset(("h1", "body", "html", "input", "button", "form"))
"""Elements that are never an entry of a list; the first heading's address is the page's own."""


def target(attrib: Mapping[str, str]) -> str:
    """The address that a script goes to when the element is clicked, "" where none is told."""
    if "data-href" in attrib or "data-url" in attrib or "data-link" in attrib:
        for name in _NAMES:
            value = attrib.get(name, "").strip()
            if value and "{" not in value and not _NO_PAGE.search(value):
                return value
    href = attrib.get("href", "")
    if len(href) > 1 and href[0] == "#":  # a tab's or a menu's
        return ""
    return _scripted(attrib.get("onclick", "")) or _scripted(href)


def _scripted(code: str) -> str:
    """The address that a script goes to: location.href='/1.html', window.open("/1.html"), openNews('/1.html')."""
    if "/" not in code:
        return ""
    for found in islice(_LITERAL.finditer(code[:_MOST_CODE]), _LITERALS):
        before = code[max(0, found.start() - _BEFORE) : found.start()].rstrip(" \\")
        called = _CALLED.search(before)
        if called or _ASSIGNED.search(before):
            named = called is not None and _NO_VISIT.search(called[1])
            return "" if named or _NO_PAGE.search(found[1]) else found[1]
    return ""


def add(tree: Tree, told: list[int]) -> None:
    """Make links of the elements that lead somewhere by a script, hold words and are in no link and hold none.

    `told` are those that may (`Tree.name`). They get an href, and a place in `tree.elements["a"]`.
    """
    links, attrs, passed = tree.elements["a"], tree.attrs, 0
    new: list[int] = []
    for i in told:
        attrib = attrs[i]
        if i < passed or "href" in attrib:
            continue
        at = bisect_left(links, i)
        apart = (at == len(links) or links[at] >= tree.ends[i]) and (not at or tree.ends[links[at - 1]] <= i)
        if apart and _is_item(tree, i) and (address := target(attrib)):
            attrs[i] = {**attrib, "href": address}
            new.append(i)
            passed = tree.ends[i]
    if new:
        links += new
        links.sort()
        tree.count_links()


def _is_item(tree: Tree, i: int) -> bool:
    """Does element i hold as many words as an entry of a list, and is it no button?"""
    attrib, first, last = tree.attrs[i], tree.first[i], tree.last[i]
    if tree.tags[i] in _NO_ITEMS or not 0 < last - first <= _MOST_CHUNKS:
        return False
    if tree.tags[i] == "a" and "data-href" not in attrib and not _GOES.search(attrib.get("onclick", "")[:_MOST_CODE]):
        return False  # without an address of its own it is a button
    if _NO_VISIT.search(f"{attrib.get('class', '')} {attrib.get('id', '')}"):
        return False
    lines = "".join(tree.chunks[first:last]).split("\n")
    return max(map(len, lines)) >= _LEAST_WORDS and sum(map(len, lines)) <= _MOST_WORDS


_TAG = re.compile(rb"<(/?)(noscript|textarea|template)\b[^<>]*>")
"""Begin or end of such an element, in a text in lower case."""
_ANCHOR = re.compile(rb"<a\s([^<>]*)>(?:\s{0,99}<[^<>]*>){0,4}[^<>]{18,600}<", re.I)
"""A link with six Han characters or more of words, in UTF-8."""
_HREF = re.compile(rb"href(?<!\whref)\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]{2,1000})")
"""An address in a text in lower case: in whatever case that name stands, a search for it takes ten times as long."""
_A_LIST, _WORDS = 3, 6
"""Links that are a list, and the characters that each has at least."""
_SEVERAL = 3
"""Text areas of a page that are likely to hold its lists, until a reader scrolls to them."""
_SHADOW = frozenset(("shadowrootmode", "shadowroot"))


def are_closed(tree: Tree) -> bool:
    """Whether elements whose markup is not part of the page hold as many links as a list: see `opened()`."""
    if len(tree.elements["textarea"]) >= _SEVERAL:
        return True
    links = 0
    for i, raw in tree.raws.items():
        tag = tree.tags[i]
        if tag == "noscript":
            links += min(len(tree.inside(i, "a")), len(raw) // _WORDS)
        elif tag == "textarea":
            links += len(_ANCHOR.findall(raw.encode("utf-8", "replace"))) if "<a " in raw else 0
        elif tag == "template" and not _SHADOW.isdisjoint(tree.attrs[i]):
            return True
    return links >= _A_LIST


def opened(text: bytes) -> bytes:
    """The page, in UTF-8, with what holds its links opened: shadow roots, and noscript and textarea with a list.

    A list that the page shows outside of them too stays closed, and so does a single link, such as one to help.
    """
    lower = text.lower()
    pairs = list(_pairs(text, lower))
    shown = Counter(_addresses(text, lower))
    anchors = (_ANCHOR.findall(inside) if b"<" in inside else () for *_, inside in pairs)
    told = ([link for a in found for link in _addresses(a, a.lower())[:1]] for found in anchors)
    hidden = [[link for link in links if shown[link] <= 1] for links in told]
    a_list = sum(map(len, hidden)) >= _A_LIST
    parts, at = [], 0
    for (start, end, attrib, inside), links in zip(pairs, hidden, strict=True):
        if (links and a_list) if attrib is None else b"shadowroot" in attrib:
            parts += [text[at:start], inside]
            at = end
    return b"".join((*parts, text[at:])) if parts else text


def _addresses(text: bytes, lower: bytes) -> list[bytes]:
    """The addresses of its links, as they stand in the text."""
    if text.count(b"href") == lower.count(b"href"):  # then no step is needed for each
        return _HREF.findall(text)
    return [text[slice(*found.span(1))] for found in _HREF.finditer(lower)]


def _pairs(text: bytes, lower: bytes) -> Iterator[tuple[int, int, bytes | None, bytes]]:
    """Where each such element begins and ends, a template's attributes (None: no template), and what stands in it."""
    begin: re.Match[bytes] | None = None
    for tag in _TAG.finditer(lower):
        if not tag[1]:
            begin = begin or tag
        elif begin and begin[2] == tag[2]:
            name, inside = tag[2], text[begin.end() : tag.start()]
            if name == b"textarea" and b"&lt;a" in inside:
                inside = html.unescape(inside.decode("utf-8", "replace")).encode("utf-8", "replace")
            attrib = text[begin.end(2) : begin.end()] if name == b"template" else None
            yield begin.start(), tag.end(), attrib, inside
            begin = None
