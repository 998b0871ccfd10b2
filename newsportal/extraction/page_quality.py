"""What may have hurt the reading, answers that are no page of the portal, and pages that only a script fills."""

from __future__ import annotations

import re

from newsportal.extraction.document.charset import Decoded
from newsportal.extraction.document.tree import Tree
from newsportal.text.wordlists import any_of, listed

__all__ = ["NEEDS_BROWSER", "flags", "is_blocked", "is_garbled", "is_shell"]

NEEDS_BROWSER = "needs-browser"
"""The flag of a page from which nothing was read, since its scripts would fill it."""

_MOST_ATTRIBUTES = 200
_READABLE = 20
"""Readable characters for each U+FFFD, at least; damaged pages of the corpus have 100 and more."""
_LONGEST = 1_200
"""Characters of a page that may be an anti-robot or error page; such pages of the corpus have under 500."""
_MOST_LINKS = 20
"""Links of such a page."""
_SHORT_TITLE = 14
"""Characters of a title up to which what looks like an article may still be an error: 404 Not Found, 系统提示."""
_SHELL = 200
"""Characters of text of a page that no script needs to fill, at least. Of 429 pages of 2010 to 2026 none has fewer; of
973 of one crawl of 2019 22 of those from which nothing is read have, half of them shells, the others pictures."""
_HEADLINE = 8
"""Characters of a link that may be a headline."""
_SHELL_LINKS = 3
"""So many links that may be headlines are a list, whatever the scripts of its page do."""
_DATA = re.compile(r"json|template|x-handlebars|text/html|text/plain", re.I)
"""Kinds (type=) of script elements that hold data."""
_WORDS = listed("boilerplate.txt")
_BLOCKED = any_of(_WORDS["blocked-pages"], re.I)
_BLOCKED_TITLE = any_of(_WORDS["blocked-titles"], re.I)


def flags(decoded: Decoded, tree: Tree, *, blocked: bool, cut: bool) -> tuple[str, ...]:
    """The flags of a page, in alphabetical order."""
    found = set(tree.flags)
    found |= {flag for flag, is_so in (("replaced", decoded.replaced > 0), ("blocked", blocked), ("cut", cut)) if is_so}
    if not len(tree) or not (tree.sizes[0] or tree.elements["img"] or tree.raws):
        found.add("empty")
    if tree.most_attributes > _MOST_ATTRIBUTES:
        found.add("attributes")
    return tuple(sorted(found))


def is_garbled(decoded: Decoded, tree: Tree) -> bool:
    """Is so much of it unreadable that what is left tells nothing?"""
    return len(tree) > 0 and decoded.replaced * _READABLE > tree.sizes[0]


def is_blocked(tree: Tree, title: str, has_article: bool) -> bool:
    """Is it an anti-robot, login or error page instead of the one asked for?"""
    if _BLOCKED_TITLE.search(title[:200]) and (not has_article or len(title) <= _SHORT_TITLE):
        return True
    if has_article or not len(tree) or tree.sizes[0] > _LONGEST or tree.link_counts[0] > _MOST_LINKS:
        return False
    return _BLOCKED.search(" ".join((title[:200], tree.text(0)))) is not None


def is_shell(tree: Tree) -> bool:
    """Is it a page that its scripts would fill: they are there, and next to nothing else is?

    To be asked of pages from which nothing was read; a page may be merely short.
    """
    if not len(tree) or tree.flags or tree.sizes[0] >= _SHELL:
        return False
    if sum(tree.sizes[i] >= _HEADLINE for i in tree.elements["a"]) >= _SHELL_LINKS:
        return False
    scripts = (i for i in tree.elements["script"] if not _DATA.search(tree.attrs[i].get("type", "")[:50]))
    return any("src" in tree.attrs[i] or i in tree.raws for i in scripts)
