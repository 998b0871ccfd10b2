"""Lines that are none of the text though they stand in its container: links, credits, notices, what only follows."""

from __future__ import annotations

from newsportal.extraction.article.boilerplate_words import (
    ASIDE_LABEL,
    ASKING,
    BARE_TIME,
    BRACKETED,
    CLAIM,
    CREDIT,
    END,
    LEADING,
    NO_TEXT,
    NOTICE,
    REFUSING,
    SCAN,
    SELF,
    SERVICE,
    TIME,
    UNFOLD,
)
from newsportal.extraction.document.lines import Lines

__all__ = ["is_credits", "is_foreign", "is_notice", "until_end", "without_notices"]

_LONGEST_CREDIT, _LONGEST_CREDITS = 60, 120
_LONGEST_NOTICE, _LONGEST_INNER_NOTICE = 240, 40
_LONGEST_ADDRESS, _LONGEST_BUTTON = 400, 40
_LONGEST_END, _LONGEST_NUMBER = 20, 4
_SHORTEST_TOLD = 30
"""Characters of a last sentence that tells where something is offered."""
_LONGEST_CLAIM = 100
"""Characters of small print in several sentences."""
_SENTENCE_ENDS = ("。", "。”", "。」", "。』", "。）")
"""How a sentence that tells something ends; one that asks for something often ends in an exclamation mark."""
_FAR = 8
"""Characters of a sentence before a notice's words that make it a story's: 市民可下载…, but 欢迎下载…."""
_NEAR = 3
"""Characters behind a notice's words in which 的 makes them say which one is meant: 扫码付款的牌子."""
_TIMES = 3
"""Lines that are times, with no prose between them, of a list."""
_MOST = 0.65
"""Share of the prose before a heading from which on that heading may end the text."""
_LEAST = 0.35
"""The same of a heading right before another such: what stood under it is cut."""


def is_foreign(lines: Lines, k: int) -> bool:
    """Is line k a link, an address, or a row of credits?"""
    size = lines.sizes[k]
    if lines.link_sizes[k] * 10 > size * 8:
        return not lines.text(k).endswith("。")
    if size > _LONGEST_ADDRESS:
        return False
    text = lines.text(k)
    if lines.link_sizes[k] * 2 > size and ASIDE_LABEL.match(text):
        return True
    if lines.link_sizes[k] * 3 > len(text) and BRACKETED.fullmatch(text):
        return True
    if NO_TEXT.fullmatch(text):
        return True
    if size > _LONGEST_CREDIT:
        return False
    if text.isdecimal() and size > _LONGEST_NUMBER:  # an id that a script reads
        return True
    return CREDIT.match(text) is not None and not text.startswith(("（文章来源", "(文章来源"))


def until_end(lines: Lines, inside: list[int]) -> list[int]:
    """The lines before what only follows an article: a heading, or a list with times."""
    total, before, last, times = sum(lines.prose[k] for k in inside), 0, 0, dict[int, str]()
    for at, k in enumerate(inside):
        if before > total * _LEAST and lines.sizes[k] <= _LONGEST_END:
            text, late = lines.text(k), before > total * _MOST
            if END.fullmatch(text) and (late or _ends(lines, inside[at + 1 : at + 2])):
                return inside[:at]
            if late and TIME.fullmatch(text):
                times[at] = text
        if lines.prose[k] and len(times) < _TIMES:  # of a gallery's captions, each with its time
            times.clear()
            last = at
        before += lines.prose[k]
    said = set(times.values())
    if len(times) < _TIMES or (len(said) == 1 and BARE_TIME.fullmatch(said.pop())):
        return inside
    first, second = list(times)[:2]
    return inside[: max(last + 1, 2 * first - second + 1)]


def _ends(lines: Lines, following: list[int]) -> bool:
    """Is the following line a heading over what only follows an article?"""
    return any(lines.sizes[k] <= _LONGEST_END and END.fullmatch(lines.text(k)) for k in following)


def without_notices(lines: Lines, inside: list[int]) -> list[int]:
    """The lines without notices: short ones anywhere, long ones before or after all prose, which has such words too."""
    first = next((k for k in inside if _is_sure(lines, k)), -1)
    if first < 0:
        return []
    last = next(k for k in reversed(inside) if _is_sure(lines, k))
    return [k for k in inside if not _is_dropped(lines, k, within=first < k < last)]


def _is_sure(lines: Lines, k: int) -> bool:
    """Is line k prose, and neither a notice nor credits?"""
    return lines.prose[k] > 0 and not is_credits(lines, k) and not _has_notice(lines, k, _LONGEST_NOTICE)


def _has_notice(lines: Lines, k: int, longest: int) -> bool:
    return lines.sizes[k] <= longest and is_notice(lines.text(k))


def _is_dropped(lines: Lines, k: int, *, within: bool) -> bool:
    """Is line k a notice and no sentence of the story? Among the text's lines (`within`) a long one is not asked."""
    longest = _LONGEST_INNER_NOTICE if within else _LONGEST_NOTICE
    return _has_notice(lines, k, longest) and not _is_told(lines, k, within=within)


def _is_told(lines: Lines, k: int, *, within: bool) -> bool:
    """Is line k a sentence of the story though it has a notice's words, between others (`within`) or at its edge?"""
    size, text = lines.sizes[k], lines.text(k)
    found = NOTICE.search(text) or SCAN.search(text)
    if found is None or not (text.endswith(_SENTENCE_ENDS) or (within and text.endswith("："))):
        return False
    claims = CLAIM.search(text) is not None
    if "的" in text[found.end() : found.end() + _NEAR] and (within or not claims):
        return True
    if within:
        return "，" in text and (found.start() >= _FAR or not claims) and not ASKING.search(text)
    rest, begins = text[: found.start()] + text[found.end() :], found.start() < _FAR
    if claims and size > _LONGEST_CLAIM:
        return not begins and not SELF.search(text)
    if size < _SHORTEST_TOLD - _NEAR * begins or "，" not in rest:
        return False
    return not any(words.search(rest) for words in ((REFUSING, SELF) if claims else (ASKING, SERVICE)[: 1 + begins]))


def is_notice(text: str) -> bool:
    """Does a line have the words of a notice of the portal, or those of a button?"""
    return bool(NOTICE.search(text) or (len(text) <= _LONGEST_BUTTON and (SCAN.search(text) or UNFOLD.fullmatch(text))))


def is_credits(lines: Lines, k: int) -> bool:
    """Is line k a row of time, source and buttons though it is long?"""
    if lines.sizes[k] > _LONGEST_CREDITS:
        return False
    text = lines.text(k)
    return "。" not in text and "，" not in text and "报道" not in text and LEADING.search(text) is not None
