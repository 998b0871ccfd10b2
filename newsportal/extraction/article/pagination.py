"""Multi-page articles: how many pages they have, and where the next one is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Link
from newsportal.text.wordlists import listed, whole_words

__all__ = ["Pagination", "pagination"]

MOST = 100
"""Pages of an article, at most: a link beyond is no page number."""
_NEXT = whole_words(listed("boilerplate.txt")["next-page"])
_ARROWS = " >»→"
_BEGINS = frozenset("[]【】() 第页頁").union(word[0] for word in _NEXT)
"""With which the words of such a link begin where it is no digit: a look that spares most links the rest."""
_LONGEST = 8
_TAIL = re.compile(r"(?:[_-](?:p|page[_-]?)?(\d{1,3}))?(\.\w{2,5})?$", re.I)
_TAIL_SIZE = 16
"""Characters in which that expression, which has 15 at most, is sought: to seek it in all of an address is slow."""
_QUERY = re.compile(r"([?&](?:p|pn|page|pageno|pagenum)=)\d{1,3}\b", re.I)
_SCRIPTED = re.compile(
    r"createPage(?:HTML)?\(\s{0,4}(\d{1,3})\s{0,4},\s{0,4}(\d{1,3})\s{0,4},\s{0,4}[\"']([^\"']{1,100})[\"']\s{0,4},\s{0,4}[\"'](\w{1,6})"
)


class Pagination(NamedTuple):
    """The pages of an article."""

    pages: int
    """How many they are, 1 for most articles."""
    next_page: str | None
    """Absolute address of the page after this one."""


def pagination(tree: Tree, anchors: Mapping[int, Link], url: str) -> Pagination:
    """The pages of the article at `url`, by its links to addresses that differ from its own only in a page number.

    A link to the next article (下一篇) has another address and is none of them.
    """
    url = url.split("#")[0]
    stem = ""
    numbers: dict[int, str] = {}
    following = None
    for link in anchors.values():
        text = link.text
        if not 0 < len(text) <= _LONGEST or not (text[0] in _BEGINS or text[0].isdecimal()):
            continue
        text = text.strip("[]【】() ")
        number = text.strip("第页頁 ")
        if not (text.rstrip(_ARROWS) in _NEXT or (number.isdecimal() and len(number) < 4)):
            continue
        stem = stem or _stem(url)
        if _stem(link.url) != stem:
            continue
        if number.isdecimal():
            if 0 < int(number) <= MOST:
                numbers.setdefault(int(number), link.url)
        elif link.url != url:
            following = link.url
    if not numbers and not following:
        return _scripted(tree, url)
    here = next((number for number, address in numbers.items() if address == url), 0)
    here = here or next(number for number in range(1, MOST + 2) if number not in numbers)
    following = following or numbers.get(here + 1)
    return Pagination(max(here + (following is not None), *numbers, 1), following)


def _stem(url: str) -> str:
    """An address without its page number."""
    if "?" in url:
        return _QUERY.sub("", url)
    return url[:-_TAIL_SIZE] + _TAIL.sub(r"\2", url[-_TAIL_SIZE:])


def _scripted(tree: Tree, url: str) -> Pagination:
    """The pages by a script: `createPageHTML(pages, page from 0, "name", "html")` of the TRS publishing system."""
    for i in tree.elements["script"]:
        script = tree.raws.get(i, "")
        if "createPage" in script and (found := _SCRIPTED.search(script)):
            pages, page = min(int(found[1]), MOST), int(found[2])
            if page + 1 < pages:
                return Pagination(pages, urljoin(url, f"{found[3]}_{page + 1}.{found[4]}"))
            return Pagination(max(pages, 1), None)
    return Pagination(1, None)
