"""Normalized titles: what of a headline's words identifies it, without what a portal put around them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from newsportal.dedup.headlines.affixes import NUMERALS, AffixRemover, patterns
from newsportal.text.nfkc import nfkc
from newsportal.text.scripts import simplified, traditional
from newsportal.text.wordlists import Words

_DIGIT = dict(zip("零〇一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_OF_THOUSANDS = frozenset("万亿米克瓦伏")
"""What is counted in thousands, so that 两千万 and 2千万 are one."""
MINUS = "\N{MINUS SIGN}"
"""What stands in a canon for the sign of a number; a hyphen there joins two."""
_SIGN = re.compile(
    rf"(?<![\da-z%‰°])[-{MINUS}](?=\d+(?:\.\d|(?:\.\d+)?(?:[%‰°度点元亿万米吨倍斤至到~\-]|[摄美欧日港]|[公千]里|厘米|毫米|个?(?:百分点|基点))))"
)
"""A hyphen that is a sign, by what follows the number: 收盘-1.2%, 降至-10℃; not 歼-20, 3-2."""
_FOLDS = {**dict.fromkeys("丨│┃\u1175", "|"), **dict.fromkeys("~～—–‐―", "-"), "⁄": "/"}
"""Marks that stand for others; U+1175 is what NFKC makes of ㅣ."""
_FOLD, _FOLDED = str.maketrans(_FOLDS), re.compile(f"[{''.join(_FOLDS)}{traditional()}]")
"""What is folded, and a pattern for it and for traditional characters: one look where nothing has to be done."""
_NOT_CANON = re.compile(
    rf"[^\w%+.:/,\-{MINUS}↑↓▲▼×$€£¥<>≤≥±‰°#]|_|[.:/,\-](?:(?<!\d.)|(?!\d))|[↑↓▲▼×](?<!\d.)(?!\d)"
    r"|[$€£¥<>≤≥±](?!\d)|[‰°#](?<!\d.)"
)
"""All but letters, Han characters, digits, and marks beside a digit that make it another number."""
_NOT_WORD = re.compile(r"[\W_](?<![%+])")
"""What _NOT_CANON finds where there is no digit, at a third of the cost."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_LISTED = re.compile(r"(?<=\d)[,、;\s()]+(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)[,](?=\d{3}(?!\d))")
_SCORE = re.compile(r"(?<=\d)比(?=\d)")
_ROMAN = re.compile(r"(?<![a-z])(?:i{1,3}|iv)(?=级)")
_LEVELS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
"""Levels of alarm, as four is written in all of 四级, 4级, IV级 and Ⅳ级."""
_DIGITS, _NUMERALS = re.compile(r"\d"), re.compile(f"[{NUMERALS}]")
_SEPARATED = re.compile(r"(?<!\d)[.:/,\-]|[.:/,\-](?!\d)|[\s;!?|。·()\[\]【】《》<>、\"“”‘’'「」『』〔〕_~…*#=&]")


@dataclass(slots=True)
class NormalizedTitle:
    """A headline's words as they are compared. Not frozen: one is made for each, and that takes four times as long."""

    shown: str
    """As given."""
    folded: str
    """Without what portals put around it, width and case folded, separators kept."""
    canon: str
    """What identifies it: letters, Han characters, digits, and marks between digits."""
    cut: bool
    """It ends with … or another mark of being cut."""
    opinion: bool
    """Labelled as a comment."""
    digest: bool
    """Several items in one headline."""
    label: str
    """The name of a column, or another label that no word list holds; "" without one."""
    form: str
    """A label that says in which form an event is shown, such as 直播 or 预告; "" without one."""


def _number(found: re.Match[str]) -> str:
    """A numeral below 10,000 in digits: a Han one, and 3千; anything else stays."""
    text, after = found[0], found.string[found.end() : found.end() + 1]
    if text[-1] == "千" and len(text) > 1 and (after in _OF_THOUSANDS or text[-2] in _TENS):
        return _in_digits(text[:-1]) + "千"  # 两千万, 二十千米
    return f"{text[0]}000" if text[0].isdigit() else _in_digits(text)


def _in_digits(text: str) -> str:
    if text.isdigit() and text.isascii():
        return text
    prefix, digits = ("第", text[1:]) if text[0] == "第" else ("", text)
    total, last = 0, None
    for character in digits:
        if character == "千" and last is None:  # 千年
            return text
        if character in _TENS:
            total += (1 if last is None else last) * _TENS[character]
            last = None
        elif last is not None:
            return text
        else:
            last = _DIGIT[character]
    return f"{prefix}{total + (last or 0)}"


def normalize(text: str, words: Words) -> NormalizedTitle:
    """Normalize a headline; raises for no string, and needs no tokeniser."""
    folded = html.unescape(text) if "&" in text else text
    if "<" in folded:
        folded = _TAG.sub(" ", folded)
    folded = nfkc(folded).casefold()
    if "-" in folded or MINUS in folded:
        folded = _SIGN.sub(MINUS, folded)
    if _FOLDED.search(folded):
        folded = simplified(folded).translate(_FOLD)
    affixes = AffixRemover(" ".join(folded.split()), patterns(words))
    for _ in range(8):
        if not (affixes.text and (affixes.ending() or (affixes.text and affixes.opening()))):
            break
    folded = affixes.text.strip()
    if "i" in folded and "级" in folded:
        folded = _ROMAN.sub(lambda found: _LEVELS[found[0]], folded)
    digits = _DIGITS.search(folded) is not None
    if digits:
        folded = _LISTED.sub(",", _SCORE.sub(":", _THOUSANDS.sub("", folded)))
    if _NUMERALS.search(folded):
        folded, found = affixes.patterns.numeral.subn(_number, folded)
        digits |= found > 0
    label = affixes.label and _NOT_CANON.sub("", affixes.label)
    canon = (_NOT_CANON if digits else _NOT_WORD).sub("", folded)
    digest = folded.count(";") >= 2
    return NormalizedTitle(text, folded, canon, affixes.cut, affixes.opinion, digest, label, affixes.form)


def letters(text: str) -> str:
    """The letters, digits and marks between digits of a text; labels and numerals stay as they are."""
    return _NOT_CANON.sub("", simplified(nfkc(text).casefold()))


def segments(title: NormalizedTitle) -> list[str]:
    """The canon in pieces, divided where the headline has a separator; joined they are the canon."""
    pieces, piece = [], ""
    for part in re.split(f"({_SEPARATED.pattern})", title.folded):
        kept = _NOT_CANON.sub("", part)
        if _SEPARATED.fullmatch(part) and part and not kept:
            pieces.append(piece)
            piece = ""
        else:
            piece += kept
    pieces.append(piece)
    pieces = [piece for piece in pieces if piece]
    return pieces if "".join(pieces) == title.canon else [title.canon]
