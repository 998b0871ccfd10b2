"""Affixes: labels, numbers, times and names of sites that a portal puts before and behind a headline's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsportal.text.han import HAN, han
from newsportal.text.wordlists import Words, alternation

NUMERALS = "零〇一二三四五六七八九十百千两"
"""Characters of Han numerals below 10,000."""
_CUT = re.compile(r"(?:\.{2,}|。{2,}|⋯+)\s*(?:\[?(?:详细|详情|更多)\]?)?\s*$")
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_STAMP = re.compile(
    rf"^(?:{_DAY}\s+{_TIME}\s*|\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?(?:\s*{_TIME})?\s+|\d\d?:\d\d:\d\d\s+)(?=\S)"
)
_TAIL_STAMP = re.compile(
    rf"\s*(?:收看\s*{_TIME}|(?:点击数|点击|阅读|浏览)[::]?\s*\d+|\s[\[(]?\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?[\])]?"
    rf"(?:\s*{_TIME})?|(?<!\d){_DAY}\s+{_TIME}|\s\d{{1,2}}-\d{{1,2}}(?:\s\d{{1,2}}:\d{{2}})?)$"
)
_DETAILS = re.compile(
    r"^(?:(?:文章)?标题:\s*(.+?)\s+(?:点击数|作者|来源|(?:发表|更新|发布)(?:时间|日期)?):.*"
    r"|(?:permanent link|permalink)(?: to)?:?\s+(.+))$"
)
"""What content systems of the 2000s write into the title attribute of each link."""
_LABEL = re.compile(r"^\s*[【\[(〔『「]([^】\])〕』」]{1,24})[】\])〕』」]\s*")
_TAIL_LABEL = re.compile(r"\s*[【\[(〔]([^【\[(〔】\])〕]{1,16})[】\])〕]\s*$")
_BAR = re.compile(r"^\s*([^|\s][^|]{0,9}?)\s*\|\s*(?=\S)")
_TAIL_BAR = re.compile(r"\s*\|\s*([^|]{1,6})$")
_SUBJECT = re.compile(r"[省市县区州旗镇乡村局委办厅院校会社司团部队]$|大学$|学院$|公司$|银行$")
_COUNT = re.compile(r"\d{1,3}[张图p]")
_DETAILED = frozenset("文标p")
_OPENERS, _CLOSERS = frozenset("【[(〔『「"), frozenset("】])〕日")
_CUTTERS, _MARKS = frozenset(".。⋯]情细多"), re.compile(r"[_|\-]")


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """The word lists as regular expressions and sets."""

    opening: re.Pattern[str]
    """A known label without brackets at the front: 快讯：."""
    media: re.Pattern[str]
    """An outlet's name and a colon at the front."""
    numbering: re.Pattern[str]
    """A list's number at the front: 【1】, 03, 2、."""
    site: re.Pattern[str]
    """A site's name at the end: _青川网."""
    numeral: re.Pattern[str]
    """A Han numeral that counts something."""
    labels: frozenset[str]
    """Known labels."""
    opinions: re.Pattern[str]
    """What in a label tells a comment: 评."""
    forms: re.Pattern[str]
    """What in a label tells the form in which an event is shown: 直播."""
    tails: frozenset[str]
    """Known labels at the end: 组图."""
    openings: tuple[str, ...]
    """How other labels at the end begin."""
    places: re.Pattern[str]
    """Names of places of two characters and more."""


@cache
def patterns(words: Words) -> Patterns:
    """The patterns of some word lists, made once."""
    labels, opinions = words.of("labels"), words.of("opinion-labels")
    measures = words.measures.pattern
    known, endings = alternation(words.of("sites")), alternation(words.of("site-endings"))
    sites = rf"(?:{known}|[\w ]{{1,10}}{endings}|[\w.]+\.(?:com|cn|net|org))"
    media = f"(?:{alternation(words.of('media'))}|[{HAN}]{{2,6}}{alternation(words.of('media-endings'))})"
    return Patterns(
        opening=re.compile(rf"^\s*{alternation(labels)}\s*(?:[:|!,]|\s-|-(?=[{HAN}])|\s(?=[{HAN}]))[\s!]*(?=\S)"),
        media=re.compile(rf"^\s*{media}:\s*(?=\S)"),
        numbering=re.compile(
            rf"^\s*(?:[【\[(]\d{{1,2}}[】\])]\s*|0[1-9](?!{measures}|[后款版赛])(?=[{HAN}《“\"a-z])"
            rf"|\d{{1,2}}(?:\s+|[、.]\s*)(?!{measures})(?=\d{{4}}|[{HAN}《“\"【]))"
        ),
        site=re.compile(rf"\s*(?:_|\||\s-|--|-(?!\d))\s*{sites}(?:\s*[_|\-].*)?$"),
        numeral=re.compile(rf"第[{NUMERALS}]+|(?<![\d.])[1-9]千(?={measures})|[{NUMERALS}]+(?={measures})"),
        labels=labels,
        opinions=re.compile(alternation(opinions)),
        forms=re.compile(alternation(words.of("form-labels", "live-labels"))),
        tails=words.of("tail-labels"),
        openings=words.each("tail-openings"),
        places=re.compile(alternation(word for word in words.places if len(word) > 1)),
    )


class AffixRemover:
    """Takes affixes off a headline, from both ends; `text` is what is left."""

    def __init__(self, text: str, patterns: Patterns) -> None:
        self.text, self.patterns = text, patterns
        self.opinion = self.cut = False
        self.label = self.form = ""

    def _take(self, found: re.Match[str], least: int, *, end: bool = False) -> bool:
        rest = self.text[: found.start()] if end else self.text[found.end() :]
        if han(rest) < least:
            return False
        self.text = rest
        return True

    def _labelled(self, found: re.Match[str], least: int, *, end: bool = False) -> bool:
        """Take off a label, and note the form that it names."""
        form = self.patterns.forms.search(found[0])
        if not self._take(found, least, end=end):
            return False
        self.form = self.form or (form[0] if form else "")
        return True

    def _named(self, name: str, found: re.Match[str], *, end: bool = False) -> bool:
        """Take off a label: a known one, a comment's, or a column's that names no number or place; gives whether."""
        name = name.strip()
        if name in self.patterns.labels:
            return self._labelled(found, 4, end=end)
        opinion = bool(self.patterns.opinions.search(name))
        if any(character.isdigit() for character in name):
            return False
        if not opinion and (_SUBJECT.search(name) or self.patterns.places.search(name)):
            return False
        if not self._labelled(found, 6, end=end):
            return False
        self.opinion |= opinion
        self.label = self.label or ("" if opinion else name)
        return True

    def opening(self) -> bool:
        """Take one affix off the front; gives whether there was one."""
        text, patterns = self.text, self.patterns
        if text[0] in _DETAILED and (found := _DETAILS.match(text)):
            self.text = found[1] or found[2]
            return True
        if text[0].isdigit() and (found := _STAMP.match(text)) and self._take(found, 6):
            return True
        if (text[0].isdigit() or text[0] in _OPENERS) and (found := patterns.numbering.match(text)):
            return self._take(found, 4)
        if (found := patterns.opening.match(text)) and self._labelled(found, 4):
            return True
        if ":" in text and (found := patterns.media.match(text)) and self._take(found, 8):
            return True
        if text[0] in _OPENERS and (found := _LABEL.match(text)):
            return self._named(found[1], found)
        found = _BAR.match(text) if "|" in text else None
        return found is not None and self._named(found[1], found)

    def ending(self) -> bool:
        """Take one affix off the end; gives whether there was one."""
        text = self.text
        last = text[-1]
        if last in _CUTTERS and (found := _CUT.search(text)):
            self.cut = True
            self.text = text[: found.start()].rstrip()
            return bool(self.text)
        if (
            (last.isdigit() or last in _CLOSERS)
            and (found := _TAIL_STAMP.search(text))
            and self._take(found, 6, end=True)
        ):
            return True
        if last in _CLOSERS and (found := _TAIL_LABEL.search(text)) and self._is_tail(found[1]):
            # 附全文 says what comes with the report.
            take = self._take if found[1].startswith(self.patterns.openings) else self._labelled
            return take(found, 4, end=True)
        if not _MARKS.search(text):
            return False
        if found := self.patterns.site.search(text):
            return self._take(found, 5, end=True)
        if (at := text.find("_")) > 0 and han(text[at:]) and han(text[:at]) >= 6:
            self.text = text[:at]
            return True
        if "|" in text and (found := _TAIL_BAR.search(text)):
            if found[1].strip() in text[: found.start()]:
                return self._take(found, 6, end=True)
            return self._named(found[1], found, end=True)
        return False

    def _is_tail(self, name: str) -> bool:
        name = name.strip()
        if _COUNT.fullmatch(name):
            return True
        return name in self.patterns.tails or name.startswith(self.patterns.openings)
