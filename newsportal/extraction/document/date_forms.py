"""The forms of a day with its year, with a clock or without: 2019-09-08, 民國108年9月8日, Sep 8, 2019."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsportal.extraction.document.clock import AFTER, CLOCK

__all__ = ["DAY_OF_MONTH", "Day", "dated", "only", "plain"]

DAY_OF_MONTH = r"(?:[0-3]\d|\d)(?!\d(?!\d[:：]))"
"""A day; 0821:42 is a day and a clock that stand in two elements."""
_YEAR = r"(?P<y>[12](?<![\d.][12])(?:(?<=1)9|(?<=2)0)\d\d)"
"""It begins with one set, for then `re` passes over what can begin none."""
_ENDS = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_NUMERIC = re.compile(
    rf"{_YEAR}\s{{0,3}}(?P<sep>[-/.·年])\s{{0,3}}(?P<m>[01]?\d)\s{{0,3}}(?:(?P=sep)|月)"
    rf"\s{{0,3}}(?P<d>{DAY_OF_MONTH})\s{{0,3}}(?:[日号號]|(?<=\d)\.(?=\s))?{CLOCK}"
)
_SHORT = re.compile(r"(?<![\d./-])(?<!\d[:：])(?P<y>[0-4]\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)" + CLOCK)
_SPACED = re.compile(_YEAR + rf"\s{{1,6}}(?P<m>[01]\d)\s{{0,3}}[/-]\s{{0,3}}(?P<d>{DAY_OF_MONTH})" + CLOCK)
_CARD = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)日?\s{1,3}(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>[01]?\d)月?(?![\d./-])")
_YEAR_OF_CENTURY = re.compile(
    r"(?<![\d.国國])(?<![国國]\s)(?P<y>[0-4]\d)\s?年\s?(?P<m>[01]?\d)\s?月\s?(?P<d>[0-3]?\d)\s?[日号號]" + CLOCK
)
_REPUBLIC = re.compile(
    r"(?:(?:中[华華])?民[国國]\s?(?P<y>\d{2,3})|(?<!\d)(?P<y2>1[01]\d)(?=\s?年))\s?(?P<sep>[-/.年])\s?(?P<m>[01]?\d)\s?(?:(?P=sep)|月)"
    rf"\s?(?P<d>[0-3]?\d)(?!\d)\s?[日号號]?{CLOCK}"
)
_OF_REPUBLIC = re.compile(
    rf"(?<![\d./-])(?P<y>1[01]\d)(?P<sep>[/-])(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?![\d/-]){CLOCK}"
)
_COMPACT = re.compile(rf"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\s{{1,3}}[0-2]?\d[:：]){CLOCK}")
_HAN = re.compile(
    r"(?P<y>[一二][一二三四五六七八九〇○零О0]{3})年(?P<m>[元一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十廿卅]{1,3})日?" + CLOCK
)
_TURNED = re.compile(
    rf"(?<![\d./-])(?P<a>[0-3]?\d)(?:\s?(?P<sep>[-/.])\s?(?P<b>[0-3]?\d)\s?(?P=sep)\s?|\s(?P<b2>[01]?\d)月\s){_ENDS}{CLOCK}"
)
_ONLY = re.compile(
    r"(?<!\.)(?P<y>(?:19|20)\d\d)(?:-(?P<m>0[1-9]|1[0-2])-|年(?P<m2>0[1-9]|1[0-2])月)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"\s{{0,3}}[日号號]?(?:\s{{0,4}}(?P<H>[01]?\d|2[0-3]):(?P<M>[0-5]\d)(?::(?P<S>[0-5]\d))?(?![:：]|\s?{AFTER}))?(?=\D*\Z)"
)
"""A day, with a clock behind it or without, as most pages write them and with all digits that a text has."""
_DIGIT = re.compile(r"\d")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<mon>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_SOME_MONTH = re.compile("J[AUau]|F[Ee]|M[Aa]|A[PUpu]|S[Ee]|O[Cc]|N[Oo]|D[Ee]")
_NTH = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_ENGLISH = (
    re.compile(rf"(?i)\b{_MONTH}\s{{1,3}}{_NTH},?\s{{1,3}}{_ENDS}{CLOCK}"),  # Sep 8, 2019
    re.compile(
        rf"(?i)(?<![\d:]){_NTH}[\s-]{{1,3}}{_MONTH},?[\s-]{{1,3}}{_ENDS}{CLOCK}"
    ),  # Sun, 08 Sep 2019 21:42:03 +0800
    re.compile(  # Sun Sep 8 21:42:03 CST 2019
        rf"(?i)\b{_MONTH}\s{{1,3}}{_NTH}\s(?P<H>[0-2]\d):(?P<M>[0-5]\d):(?P<S>[0-5]\d)\s(?:(?P<z>[a-z]{{1,4}}|[+-]\d{{4}})\s)?{_ENDS}"
    ),
)
_ODD = re.compile("[０-９‐‑‒–—―−﹣－／．∶]")
_DIGITS_OF = str.maketrans("０１２３４５６７８９", "0123456789")
_SIGNS_OF = {"／": "/", "．": ".", "∶": ":"}
_SIGN = re.compile(r"(?<=\d)[‐‑‒–—―−﹣－／．∶](?=\d)|(?<=\d\s)[‐‑‒–—―−﹣－／．](?=\s\d)")
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "О": 0, "0": 0, "元": 1}

Day = tuple[int, int, int, re.Match[str]]
"""Year, month and day, and the match that states them, whose groups hold its clock."""


def plain(text: str) -> str:
    """A text as long as it was, with the digits and signs of its dates those of ASCII: 2019–09–08, ２０１９／９／８."""
    if text.isascii() or not _ODD.search(text):
        return text
    return _SIGN.sub(lambda found: _SIGNS_OF.get(found[0], "-"), text.translate(_DIGITS_OF))


def only(text: str) -> Day | None:
    """The day of a text in the forms that most pages write, where it has no digits but those and a clock's behind them.

    None of the other expressions finds anything else there, and together they are thirty times as long.
    """
    begun = _DIGIT.search(text)
    found = _ONLY.match(text, begun.start()) if begun else None
    if not found or text.count("年") != (found["m2"] is not None):  # 二〇一九年 has no digits either
        return None
    return int(found["y"]), int(found["m"] or found["m2"]), int(found["d"]), found


def dated(text: str, *, month_first: bool = False) -> Iterator[Day]:
    """The days that a text states with their year, surer forms first, so that where two overlap the first counts.

    8/9/2019 is the eighth of September, or with `month_first` the ninth of August.
    """
    has_year = "20" in text or "19" in text
    forms = _NUMERIC.finditer(text) if has_year else ()
    numeric = [(int(found["y"]), int(found["m"]), int(found["d"]), found) for found in forms]
    yield from numeric
    if "年" in text:
        yield from _in_years(text)
    elif "民" in text:
        yield from _of_republic(text)
    if not numeric:
        yield from _bare(text, month_first=month_first)
    if has_year and _SOME_MONTH.search(text):
        for form in _ENGLISH:
            for found in form.finditer(text):
                yield int(found["y"]), 1 + _MONTHS.index(found["mon"].lower()), int(found["d"]), found


def _in_years(text: str) -> Iterator[Day]:
    """Days whose year is called 年: 二〇一九年九月八日, 19年9月8日, 108年9月8日."""
    for found in _HAN.finditer(text):
        year = int("".join(str(_HAN_DIGITS[c]) for c in found["y"]))
        yield year, _han_number(found["m"]), _han_number(found["d"]), found
    for found in _YEAR_OF_CENTURY.finditer(text):
        yield 2000 + int(found["y"]), int(found["m"]), int(found["d"]), found
    yield from _of_republic(text)


def _of_republic(text: str) -> Iterator[Day]:
    for found in _REPUBLIC.finditer(text):
        yield 1911 + int(found["y"] or found["y2"]), int(found["m"]), int(found["d"]), found


def _bare(text: str, *, month_first: bool) -> Iterator[Day]:
    """Days that can be taken for something else where one in a plain form stands beside them."""
    if "-" in text:
        for found in _SHORT.finditer(text):
            yield 2000 + int(found["y"]) if found["H"] else 0, int(found["m"]), int(found["d"]), found
    for found in _OF_REPUBLIC.finditer(text) if "11" in text or "10" in text else ():
        yield 1911 + int(found["y"]), int(found["m"]), int(found["d"]), found
    if "20" in text or "19" in text:
        for found in (*_COMPACT.finditer(text), *_SPACED.finditer(text), *_CARD.finditer(text)):
            yield int(found["y"]), int(found["m"]), int(found["d"]), found
        yield from _turned(text, month_first=month_first)


def _turned(text: str, *, month_first: bool) -> Iterator[Day]:
    """Days that end in their year: 08/09/2019, 8 9月 2019."""
    for found in _TURNED.finditer(text):
        day, month = int(found["a"]), int(found["b"] or found["b2"])
        if month > 12 or (month_first and found["b"] and day <= 12):
            day, month = month, day
        yield int(found["y"]), month, day, found


def _han_number(text: str) -> int:
    """A day or month in Han numerals; 0 or over 31 where it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _HAN_DIGITS.get(text, 0)
    tens, _, ones = text.partition("十")
    return 10 * _HAN_DIGITS.get(tens or "一", 9) + (_HAN_DIGITS.get(ones, 99) if ones else 0)
