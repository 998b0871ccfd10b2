"""What may have hurt the reading, and answers that are no page of the portal at all."""

from __future__ import annotations

import re

from newsportal.extraction.document.charset import Decoded
from newsportal.extraction.document.tree import Tree

__all__ = ["flags", "is_blocked", "is_garbled"]

_MOST_ATTRIBUTES = 200
_READABLE = 20
"""Readable characters for each U+FFFD, at least; damaged pages of the corpus have 100 and more."""
_LONGEST = 1_200
"""Characters of a page that may be an anti-robot or error page; such pages of the corpus have under 500."""
_MOST_LINKS = 20
"""Links of such a page."""
_SHORT_TITLE = 14
"""Characters of a title up to which a page that looks like a story may still be an error: 404 Not Found, 系统提示."""
_BLOCKED = re.compile(
    r"验证码|安全验证|人机验证|滑动验证|访问验证|完成验证|(?:访问|请求|操作).{0,4}(?:过于|太|过)频繁"
    r"|(?:访问|请求).{0,4}(?:异常|被拒绝|被拦截)|拒绝访问|禁止访问|您没有权限|请先登录|登录后(?:查看|访问|可见|继续)"
    r"|请开启JavaScript|Access Denied|captcha|Just a moment|are you a robot|unusual traffic"
    r"|系统(?:维护|繁忙)|服务器(?:错误|繁忙)|(?:页面|网页|文章|内容).{0,6}(?:不存在|找不到|没有找到|已删除|被删除|已下线)"
    r"|\b(?:403|404|500|502|503|504)\b.{0,12}(?:Forbidden|Not Found|Error|Bad Gateway|Unavailable|Time-?out|错误)",
    re.I,
)
_BLOCKED_TITLE = re.compile(
    r"^(?:(?:40|50)[0-9]\b|Error$|系统繁忙)|安全验证|验证码|访问(?:受限|异常|验证)|出错|错误提示|页面不存在|系统提示"
    r"|Not Found|Forbidden|Server Error|Runtime Error|Bad Gateway|Index of /|Access Denied|Just a moment|captcha",
    re.I,
)


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


def is_blocked(tree: Tree, title: str, has_story: bool) -> bool:
    """Is it an anti-robot, login or error page instead of the one asked for?"""
    if _BLOCKED_TITLE.search(title[:200]) and (not has_story or len(title) <= _SHORT_TITLE):
        return True
    if has_story or not len(tree) or tree.sizes[0] > _LONGEST or tree.link_counts[0] > _MOST_LINKS:
        return False
    return _BLOCKED.search(" ".join((title[:200], tree.text(0)))) is not None
