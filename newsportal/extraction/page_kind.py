"""What kind of page it is: one article, a hub that offers articles, or neither."""

from __future__ import annotations

import re

from newsportal.extraction.article.boilerplate_words import BARE_TIME
from newsportal.extraction.article.heading_line import date_under
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.document.lines import Lines
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.page import Block, Kind

__all__ = ["LEAST_HEADLINES", "is_article", "kind"]

_INDEX = re.compile(r"/?(?:(?:index|default|home|main)(?:_\d{1,3})?\.\w{2,5})?$", re.I)
_NUMBERED = re.compile(r"\d{5,20}$")
"""The end of a folder's address that holds one article."""
_LEAST_PROSE = 20
"""Characters of prose of an article with a heading."""
_LEAST_LINES = 30
"""Characters of a list with a sentence under it, and a heading with a date over it."""
_LEAST_HEADLESS = 200
"""The same of one without a heading that the head states."""
_MOST_LINKED = 0.06
"""Share of links in the text of an article without a heading; lists with summaries have .08 and more."""
_LEAST_SHARE = 0.4
"""Share of a headless article in the text of article and links together."""
_LEAST_ALONE = 300
"""Characters of prose that is an article at a folder's address too, without a date; a topic's introduction is less."""
_NEAR = 12
"""Lines under a heading in which its date is looked for."""
_LONG_HEADING = 12
"""Characters from which the heading of a page without prose is a video's or a gallery's, not a section's."""
_LEAST_PICTURED = 6
"""Entries with a picture of a list of films."""
_LEAST_TIMES = 3
"""Different times among the lines of a text without a heading from which on it is a list of articles."""
_WITHHELD = re.compile(
    r"(?:(?:很|非常)?(?:抱歉|对不起)[,，!！\s]{0,3})?(?:该|此|您(?:访问|浏览|查看)的)(?:篇?文章|博文|日志|帖子|内容|页面)"
    r"(?:已经|已)?被?(?:作者|博主|发布者|管理员)?(?:加密|删除|屏蔽|隐藏)[!！。]?"
)
"""A line that says that there is no text, and is all of it but for a sentence on what else to read."""
_SHORT_LINE, _MOST_BESIDE = 24, 60
"""Characters of such a line or of a time, and of the prose beside the first."""
LEAST_HEADLINES = 4
"""Headlines of a hub."""
_LEAST_LINKS = 40
"""Links with words of a hub whose entries are no headlines: programmes, goods, services."""


def kind(has_article: bool, blocks: tuple[Block, ...], lines: Lines, heading: int, url: str) -> Kind:
    """The kind of a page that shows these blocks, and line `heading` as its heading (-1: none)."""
    if has_article:
        return "article"
    if heading >= 0 and lines.sizes[heading] >= _LONG_HEADING and not _is_folder(url):
        return "other"
    if sum(len(block.headlines) for block in blocks) >= LEAST_HEADLINES:
        return "hub"
    return "hub" if sum(lines.tree.sizes[i] > 1 for i in lines.tree.elements["a"]) >= _LEAST_LINKS else "other"


def _is_list(lines: Lines, main: MainRegion, size: int, url: str) -> bool:
    """Is a text under a heading without a date, a column's or a topic's, made of cards or an introduction to links?"""
    inside = lines.within(main.begin, main.end)
    cards = sum(lines.prose[k] for k in inside if lines.is_summary(k))
    if cards * 2 > size and sum(lines.linked[inside.start : inside.stop]) >= LEAST_HEADLINES:
        return True
    return size < _LEAST_ALONE and _is_folder(url) and sum(lines.linked) >= LEAST_HEADLINES


def _is_withheld(lines: Lines, main: MainRegion) -> bool:
    """Does the page say, in its text or right before it, that the text is not to be read?"""
    inside = lines.within(main.begin, main.end)
    near = (k for k in range(max(0, inside.start - 2), inside.stop) if lines.sizes[k] <= _SHORT_LINE)
    return any(_WITHHELD.fullmatch(lines.text(k)) for k in near)


def _is_pictured(tree: Tree, lines: Lines, main: MainRegion) -> bool:
    """Is a text a list of films or albums: most of its lines stand one each beside a picture, and none tells?"""
    inside = lines.within(main.begin, main.end)
    told = sum(lines.prose[k] > 0 for k in inside)
    if len(inside) < _LEAST_PICTURED or told * 4 > len(inside) or any(lines.text(k).endswith("。") for k in inside):
        return False
    return sum(_has_picture(tree, lines, main.container, k) for k in inside) * 3 >= len(inside) * 2


def _has_picture(tree: Tree, lines: Lines, container: int, k: int) -> bool:
    """Does a picture stand in the largest element of the container that holds line k and no other?"""
    i = lines.holder(k)
    while i > container and (up := tree.parents[i]) > container and len(lines.inside(up)) == 1:
        i = up
    return i > container and tree.holds(i, "img")


def _is_timed(lines: Lines, main: MainRegion) -> bool:
    """Do several times stand between the lines of a text, as in a list of articles?"""
    short = (lines.text(k) for k in lines.within(main.begin, main.end) if lines.sizes[k] <= _SHORT_LINE)
    return len({text for text in short if BARE_TIME.fullmatch(text)}) >= _LEAST_TIMES


def _size(tree: Tree, main: MainRegion) -> int:
    """The characters of a text, those of its lists too."""
    return sum(tree.text_before[end] - tree.text_before[begin] for begin, end in main.parts)


def is_article(tree: Tree, lines: Lines, main: MainRegion, heading: int, url: str) -> bool:
    """Is `main` the text of an article, not a list of summaries or small print?

    An article's heading repeats what the head states; a hub's head states the site's name, which is no line of the
    page.
    """
    size = sum(lines.prose[k] for k in lines.within(main.begin, main.end))
    if main.is_plain:
        return True
    if size <= _MOST_BESIDE and _is_withheld(lines, main):
        return False
    if heading >= 0 and lines.starts[heading] <= main.begin + 1:
        if date_under(lines, heading, _NEAR) >= 0:
            return size >= _LEAST_PROSE or (size > 0 and _size(tree, main) >= _LEAST_LINES)
        return size >= _LEAST_PROSE and not _is_list(lines, main, size, url) and not _is_pictured(tree, lines, main)
    if size < _LEAST_HEADLESS or _is_index(url) or (_is_folder(url) and _is_timed(lines, main)):
        return False
    linked = tree.link_text_before[main.end] - tree.link_text_before[main.begin]
    whole = tree.text_before[main.end] - tree.text_before[main.begin]
    return linked <= whole * _MOST_LINKED and size >= _LEAST_SHARE * (size + tree.link_sizes[0])


def _is_folder(url: str) -> bool:
    """Is it the address of a folder or of its first page, without an article's number in it?"""
    path = url.partition("://")[2].partition("?")[0].partition("#")[0]
    folder, _, name = path.rpartition("/")
    return _INDEX.match(name) is not None and not _NUMBERED.search(folder[-40:])


def _is_index(url: str) -> bool:
    """Is it the address of a site's or folder's first page?"""
    path = url.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]
    return _INDEX.match(path) is not None
