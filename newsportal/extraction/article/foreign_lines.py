"""Lines that are none of the text though they stand in its container: links, credits, notices, what only follows."""

from __future__ import annotations

from newsportal.extraction.article.boilerplate_words import CREDIT, END, LEADING, NOTICE, NOTICE_LINE, TIME, UNFOLD
from newsportal.extraction.document.lines import Lines

__all__ = ["is_foreign", "is_notice", "until_end", "without_notices"]

_LONGEST_CREDIT, _LONGEST_CREDITS = 60, 120
_LONGEST_NOTICE, _LONGEST_INNER_NOTICE = 240, 40
_LONGEST_END, _LONGEST_NUMBER = 20, 4
_MOST = 0.65
"""Share of the prose before a heading from which on that heading may end the text."""


def is_foreign(lines: Lines, k: int) -> bool:
    """Is line k a link, or a row of credits?"""
    size = lines.sizes[k]
    if lines.link_sizes[k] * 10 > size * 8:
        return not lines.text(k).endswith("。")
    if size > _LONGEST_CREDIT:
        return False
    text = lines.text(k)
    if text.isdecimal() and size > _LONGEST_NUMBER:  # an id that a script reads
        return True
    return CREDIT.match(text) is not None and not text.startswith(("（文章来源", "(文章来源"))


def until_end(lines: Lines, inside: list[int]) -> list[int]:
    """The lines before what only follows an article: a heading, or a list with times."""
    total, before, times = sum(lines.prose[k] for k in inside), 0, []
    for at, k in enumerate(inside):
        if before > total * _MOST and lines.sizes[k] <= _LONGEST_END:
            text = lines.text(k)
            if END.fullmatch(text):
                return inside[:at]
            if TIME.fullmatch(text):
                times.append(at)
        before += lines.prose[k]
    if len(times) > 2:
        return inside[: max(1, 2 * times[0] - times[1] + 1)]
    return inside


def without_notices(lines: Lines, inside: list[int]) -> list[int]:
    """The lines without notices: short ones anywhere, long ones before or after all prose, which has such words too."""
    notices = {k for k in inside if lines.sizes[k] <= _LONGEST_NOTICE and is_notice(lines.text(k))}
    prose = [k for k in inside if k not in notices and lines.prose[k] and not _is_credits(lines, k)]
    if not prose:
        return []
    return [
        k for k in inside if k not in notices or (prose[0] < k < prose[-1] and lines.sizes[k] > _LONGEST_INNER_NOTICE)
    ]


def is_notice(text: str) -> bool:
    """Does a line have the words of a notice of the portal, or those of a button?"""
    return any(found is not None for found in (NOTICE.search(text), NOTICE_LINE.match(text), UNFOLD.fullmatch(text)))


def _is_credits(lines: Lines, k: int) -> bool:
    """Is line k a row of time, source and buttons though it is long?"""
    if lines.sizes[k] > _LONGEST_CREDITS:
        return False
    text = lines.text(k)
    return "。" not in text and "，" not in text and LEADING.search(text) is not None
