"""What the words of a link are if they name no item, and what stands beside those that do: rank, badge, count, date."""

from __future__ import annotations

import re

from newsportal.extraction.blocks.block_words import BADGE, BARE_KIND, COUNT, MORE
from newsportal.text.han import HAN
from newsportal.text.scripts import in_both

__all__ = ["BULLETS", "is_length", "is_mark", "is_noise", "is_rank", "is_stamp", "unmarked", "weight"]

BULLETS = "·•▪|｜.■●◆ "
_NOT_AN_ITEM = MORE | BARE_KIND
_LONGEST_NOISE = max(map(len, _NOT_AN_ITEM)) + 4
_ENDS = " \t　[]【】()（）<>《》»›+.。…·|｜-—→"
_MOMENT_ONLY = re.compile(in_both(r"[\s\d年月日时分钟秒:：./\-()\[\]（）【】前小天周昨今]{1,40}"))
_OF_MOMENTS = frozenset("年月日时時分秒前小天周昨今")
"""The letters with which such a text may begin: a look that spares most links the expression."""
_LONGEST = 12
"""Characters of a mark that is no rank and stands in no brackets."""
_LENGTH = re.compile(in_both(r"(?:收听|收看|观看|播放|视频|音频|时长)[:：]?\s?(?:\d\d?[:：])?\d\d?[:：]\d\d"))
_RANK = re.compile(r"\s{0,9}(?:no\.?|top)?\s?\d{1,3}(?:[|｜]\d{1,3}|[.、])?\s{0,9}", re.I)
_BULLET = re.compile(rf"[·•▪■●◆]\s{{0,9}}(?=\S)|[|｜]\s{{1,9}}(?=\S)|\.\s{{0,9}}(?=[{HAN}])")
_STAMP = re.compile(
    in_both(
        r"(?:(?<![^\s:：|｜·])(?:\d{1,3}\s?(?:秒|分钟|小时|天|周|个?月)前|\d{1,3}天\s?\d{1,2}小时(?:\s?\d{1,2}分)?|\d\d?[:：]\d\d)"
        r"|(?<!\d)\d{1,4}([-/.])\d\d?\1\d{2,4})\s{0,3}$"
    )
)
_STAMP_ENDS = frozenset("前时時分0123456789")
_LONGEST_STAMP = 30
"""Characters of a line of a card that is a time with its channel."""
_CHANNEL = 6
"""Han characters of that channel."""
_DATE = re.compile(r"\s{1,9}[(\[（]?(?:19|20)\d\d([-/.])\d\d?\1\d\d?[)\]）]?$")
"""A date with a clock is left: the corpus's own reading keeps it."""


def weight(text: str) -> float:
    """How much a text says, in Han characters; five Latin letters count for two.

    >>> weight("春天来了"), weight("ab5G来了")
    (4.0, 3.6)
    """
    size = len(text)
    try:
        wide = (len(text.encode()) - size) // 2
    except UnicodeEncodeError:
        wide = (len(text.encode("utf-8", "replace")) - size) // 2
    return wide + (size - wide) * 0.4


def is_noise(text: str) -> bool:
    """Whether the words of a link name no item: 更多, a bare date, a rank, an address.

    >>> is_noise("【详细】"), is_noise("2023-08-04 16:45"), is_noise("春天来了")
    (True, True, False)
    """
    if text[-1:] in "丨｜|" or (text[0] in "hw" and text[:4] in ("http", "www.")):  # 头条丨 stands before the headline
        return True
    bare, size = text, len(text)
    if size <= _LONGEST_NOISE:
        bare = text.strip(_ENDS).lower()
        if len(bare) < 2 or bare in _NOT_AN_ITEM:
            return True
    elif size > 40:
        return False
    return (bare[0] in _OF_MOMENTS or not bare[0].isalpha()) and _MOMENT_ONLY.fullmatch(bare) is not None


def is_length(text: str) -> bool:
    """Whether a text says how long a film or a recording is: 收听05:02.

    >>> is_length("收听05:02"), is_length("视频 1:20:05"), is_length("末班车23:30")
    (True, True, False)
    """
    return text[-1].isdigit() and _LENGTH.fullmatch(text) is not None


def is_rank(text: str) -> bool:
    """Whether a text is a place in a list: 3, 12., TOP5."""
    return _RANK.fullmatch(text) is not None


def is_mark(text: str) -> bool:
    """Whether the text of an element in a link is no part of its headline: a rank, a badge, a channel, a count.

    >>> is_mark("独家"), is_mark("[国内]"), is_mark("310万热度"), is_mark("一问到底")
    (True, True, True, False)
    """
    if text[0] in "[【［(" and len(text) <= 8:
        return True
    return len(text) <= _LONGEST and bool(_RANK.fullmatch(text) or BADGE.fullmatch(text) or COUNT.fullmatch(text))


def is_stamp(text: str) -> bool:
    """Whether a line of a card is a time and no more before it than a channel or label in Chinese.

    >>> is_stamp("国际 5分钟前"), is_stamp("海外03/06/2026"), is_stamp("剩余时间: 0天3小时"), is_stamp("末班车到23:30")
    (True, True, True, False)
    """
    found = _STAMP.search(text) if len(text) <= _LONGEST_STAMP and text.rstrip()[-1:] in _STAMP_ENDS else None
    if not found:
        return False
    channel = text[: found.start()].strip(_ENDS + BULLETS + ":：")
    return weight(channel) <= _CHANNEL and (not channel or not channel.isascii())


def unmarked(text: str) -> str:
    """The words without the bullet before them and the whole date that stands apart behind them.

    >>> unmarked("· 旧书市集开张 2026-11-20")
    '旧书市集开张'
    """
    if text[0] in BULLETS and (bullet := _BULLET.match(text)):
        text = text[bullet.end() :]
    if text[-1].isdigit() or text[-1] in ")]）":
        return text if len(text) < 16 or not (date := _DATE.search(text, len(text) - 16)) else text[: date.start()]
    return text
