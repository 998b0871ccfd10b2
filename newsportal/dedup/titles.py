"""One headline, read: what of its words identifies it, and what a portal put around them."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from newsportal.dedup.words import Words, alternation

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NUMERAL = "零〇一二三四五六七八九十百两"
_DIGIT = dict(zip("零〇一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_FOLD = str.maketrans({"丨": "|", "│": "|", "┃": "|", "ㅣ": "|", "~": "-", "～": "-", "—": "-", "–": "-", "−": "-"})
_CUT = re.compile(r"(?:\.{2,}|。{2,}|⋯+)\s*(?:\[?(?:详细|详情|更多)\]?)?\s*$")
_STAMP = re.compile(r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s+(?=\S)")
_TAIL_STAMP = re.compile(
    r"\s*(?:收看\s*\d{1,2}:\d{2}(?::\d{2})?|(?:点击数|点击|阅读|浏览)[::]?\s*\d+|\s[\[(]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])]?"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|\s\d{1,2}-\d{1,2}(?:\s\d{1,2}:\d{2})?)$"
)
_LABEL = re.compile(r"^\s*[【\[(〔『「]([^】\])〕』」]{1,24})[】\])〕』」]\s*")
_TAIL_LABEL = re.compile(r"\s*[【\[(〔]([^【\[(〔】\])〕]{1,16})[】\])〕]\s*$")
_BAR = re.compile(r"^\s*([^|\s][^|]{0,9}?)\s*\|\s*(?=\S)")
_TAIL_BAR = re.compile(r"\s*\|\s*([^|]{1,12})$")
_OPENERS, _CLOSERS = frozenset("【[(〔『「"), frozenset("】])〕日")
_CUTTERS, _MARKS = frozenset(".。⋯]情细多"), frozenset("_|-")
_NOT_CANON = re.compile(r"(?<!\d)[.:/\-]|[.:/\-](?!\d)|[^\w%+.:/\-]|_")
_THOUSANDS = re.compile(r"(?<=\d)[,](?=\d{3}(?!\d))")
_SCORE = re.compile(r"(?<=\d)比(?=\d)")
_SEPARATED = re.compile(r"[\s,;:!?|。·/()\[\]【】《》<>、\"“”‘’'「」『』〔〕\-_.~…*#=&]")


@dataclass(frozen=True, slots=True)
class Title:
    """A headline's words, cleaned."""

    shown: str
    """As given."""
    folded: str
    """Without what portals put around it, width and case folded, separators kept."""
    canon: str
    """Its identity: letters, Han, digits, and marks between digits."""
    cut: bool
    """It ends with … or another mark of being cut."""
    opinion: bool
    """Labelled as a comment."""
    digest: bool
    """Several items in one."""
    label: str
    """A column's name or another label that is not one of the known ones, "" without one."""


def han(text: str) -> int:
    """How many Han characters `text` holds."""
    return sum(1 for character in text if "\u3400" <= character <= "\u9fff")


def width(text: str) -> int:
    """Columns it takes on a page: 2 for a wide character, 1 for another."""
    return sum(2 if ord(character) >= 0x1100 else 1 for character in text)


@dataclass(frozen=True, slots=True, eq=False)
class _Patterns:
    """The word lists as regular expressions."""

    opening: re.Pattern[str]
    media: re.Pattern[str]
    numbering: re.Pattern[str]
    site: re.Pattern[str]
    numeral: re.Pattern[str]
    labels: frozenset[str]
    opinions: re.Pattern[str]
    tails: frozenset[str]
    openings: tuple[str, ...]
    places: re.Pattern[str]


@cache
def _patterns(words: Words) -> _Patterns:
    labels, opinions = words.of("labels"), words.of("opinion-labels")
    measures = words.measures.pattern
    known, endings = alternation(words.of("sites")), alternation(words.of("site-endings"))
    sites = rf"(?:{known}|[\w ]{{1,10}}{endings}|[\w.]+\.(?:com|cn|net|org))"
    media = f"(?:{alternation(words.of('media'))}|[{HAN}]{{2,6}}{alternation(words.of('media-endings'))})"
    return _Patterns(
        opening=re.compile(rf"^\s*{alternation(labels)}\s*(?:[:|!,]|\s-|-(?=[{HAN}])|\s(?=[{HAN}]))[\s!]*(?=\S)"),
        media=re.compile(rf"^\s*{media}:\s*(?=\S)"),
        numbering=re.compile(
            rf"^\s*(?:[【\[(]\d{{1,2}}[】\])]\s*|\d{{1,2}}(?:\s+|[、.]\s*)(?!{measures})(?=\d{{4}}|[{HAN}《“\"【]))"
        ),
        site=re.compile(rf"\s*(?:_|\||\s-|--|-(?!\d))\s*{sites}(?:\s*[_|\-].*)?$"),
        numeral=re.compile(rf"第[{_NUMERAL}]+|[{_NUMERAL}]+(?={measures})"),
        labels=labels,
        opinions=re.compile(alternation(opinions)),
        tails=words.of("tail-labels"),
        openings=tuple(words.of("tail-openings")),
        places=re.compile(alternation(word for word in words.places if len(word) > 1)),
    )


def _number(found: re.Match[str]) -> str:
    """A Han numeral below 1000 in digits; one that is no such numeral stays."""
    text = found[0]
    prefix, digits = ("第", text[1:]) if text[0] == "第" else ("", text)
    total, last = 0, None
    for character in digits:
        if character in "十百":
            total += (1 if last is None else last) * (10 if character == "十" else 100)
            last = None
        elif last is not None:
            return text
        else:
            last = _DIGIT[character]
    return f"{prefix}{total + (last or 0)}"


class _Reader:
    """Takes a headline apart, from both ends."""

    def __init__(self, text: str, patterns: _Patterns) -> None:
        self.text, self.patterns = text, patterns
        self.opinion = self.cut = False
        self.label = ""

    def _take(self, found: re.Match[str], least: int, *, end: bool = False) -> bool:
        rest = self.text[: found.start()] if end else self.text[found.end() :]
        if han(rest) < least:
            return False
        self.text = rest
        return True

    def _named(self, name: str, found: re.Match[str], *, end: bool = False) -> bool:
        """Whether a label could be taken off: known ones, comments, and columns that name neither number nor place."""
        name = name.strip()
        if name in self.patterns.labels:
            return self._take(found, 4, end=end)
        opinion = bool(self.patterns.opinions.search(name))
        if any(character.isdigit() for character in name) or (not opinion and self.patterns.places.search(name)):
            return False
        if not self._take(found, 6, end=end):
            return False
        self.opinion |= opinion
        self.label = self.label or ("" if opinion else name)
        return True

    def opening(self) -> bool:
        """Takes one label off the front."""
        text, patterns = self.text, self.patterns
        if text[0].isdigit() and (found := _STAMP.match(text)) and self._take(found, 6):
            return True
        if (text[0].isdigit() or text[0] in _OPENERS) and (found := patterns.numbering.match(text)):
            return self._take(found, 4)
        if (found := patterns.opening.match(text)) and self._take(found, 4):
            return True
        if ":" in text and (found := patterns.media.match(text)) and self._take(found, 8):
            return True
        if text[0] in _OPENERS and (found := _LABEL.match(text)):
            return self._named(found[1], found)
        found = _BAR.match(text) if "|" in text else None
        return found is not None and self._named(found[1], found)

    def ending(self) -> bool:
        """Takes one label off the end."""
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
            return self._take(found, 4, end=True)
        if _MARKS.isdisjoint(text):
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
        return name in self.patterns.tails or name.startswith(self.patterns.openings)


def read_title(text: str, words: Words) -> Title:
    """Read one headline: no error for any string, no tokeniser."""
    folded = html.unescape(text) if "&" in text else text
    folded = unicodedata.normalize("NFKC", folded).casefold().translate(_FOLD)
    reader = _Reader(" ".join(folded.split()), _patterns(words))
    for _ in range(8):
        if not (reader.text and (reader.ending() or (reader.text and reader.opening()))):
            break
    folded = _SCORE.sub(":", _THOUSANDS.sub("", reader.text))
    folded = reader.patterns.numeral.sub(_number, folded).strip()
    canon = _NOT_CANON.sub("", folded)
    return Title(
        text, folded, canon, reader.cut, reader.opinion, folded.count(";") >= 2, _NOT_CANON.sub("", reader.label)
    )


def segments(title: Title) -> list[str]:
    """The canon in pieces, parted where the headline has a separator; joined they are the canon."""
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
