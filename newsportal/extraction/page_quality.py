"""What may have hurt the reading, and answers that are no page of the portal at all."""

from __future__ import annotations

import re

from newsportal.extraction.document.charset import Decoded
from newsportal.extraction.document.tree import Tree
from newsportal.text.wordlists import any_of, listed

__all__ = ["flags", "is_blocked", "is_garbled"]

_MOST_ATTRIBUTES = 200
_READABLE = 20
"""Readable characters for each U+FFFD, at least; damaged pages of the corpus have 100 and more."""
_LONGEST = 1_200
"""Characters of a page that may be an anti-robot or error page; such pages of the corpus have under 500."""
_MOST_LINKS = 20
"""Links of such a page."""
_SHORT_TITLE = 14
"""Characters of a title up to which what looks like an article may still be an error: 404 Not Found, 系统提示."""
_WORDS = listed("boilerplate.txt")
_BLOCKED = any_of(_WORDS["blocked-pages"], re.I)
_BLOCKED_TITLE = any_of(_WORDS["blocked-titles"], re.I)


def flags(decoded: Decoded, tree: Tree, *, blocked: bool, cut: bool) -> tuple[str, ...]:
    """The flags of a page, in alphabetical order."""
    found = set(tree.flags)
    found |= {flag for flag, is_so in (("replaced", decoded.replaced > 0), ("blocked", blocked), ("cut", cut)) if is_so}
    if not len(tree) or not (tree.sizes[0] or tree.elements["img"] or tree.raws):
        found.add("empty")
    if max(map(len, tree.attrs), default=0) > _MOST_ATTRIBUTES:
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
