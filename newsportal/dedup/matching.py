"""Candidates: the few known headlines that a new one may repeat, and the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zlib import crc32

from newsportal.dedup.headlines.comparison import NEAR_DAYS, Verdict, judge
from newsportal.dedup.headlines.difference import bigrams
from newsportal.dedup.headlines.normalized import Title, read_title
from newsportal.dedup.known import Row
from newsportal.text.wordlists import Words

if TYPE_CHECKING:
    from newsportal.state.identity.headline_index import Index

ENDS = 8
"""Characters of a headline's beginning and of its end that make its two near keys."""
MANY = 200
"""Headlines that begin as a cut one does, past which its words are not completed."""
BEST = 3
"""Of these, so many of the most alike are compared."""
SHORT = 6
"""Characters under which equal words on two portals prove nothing: 早间新闻, 图片新闻."""
ALIKE = 0.6
"""Of the shorter one's character pairs, the share that must stand in the other as stored (benchmarks/dedup.py)."""
READ_ALIKE = 0.65
"""The same share, of the words as read: rewordings that are found share .71 and more."""


Around = Sequence[tuple[int | None, int, int, bytes]]
"""(near key, row, day, words in GB 18030) of headlines under the same near keys."""
BUCKET = 8
"""So many of them, and not all may have been listed."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known headline and what comparing with it said."""

    row: Row
    title: Title
    verdict: Verdict


def near_keys(title: Title) -> tuple[int, int]:
    """The two near keys: (beginning, whole) in 47 bits, and the end in 23, negative.

    They need no tokeniser; equal canons share both, equal beginnings a range."""
    canon = title.canon.encode("utf-16-le", "replace")
    beginning, end = crc32(canon[: 2 * ENDS]) >> 9, crc32(canon[-2 * ENDS :]) >> 9
    return beginning << 24 | crc32(canon) >> 8, -1 - end


class Candidates:
    """Looks up and compares."""

    def __init__(
        self, index: Index, words: Words, window_days: int, recurring_days: int, apart: frozenset[int] = frozenset()
    ) -> None:
        self.index, self.words, self.apart = index, words, apart
        self.window, self.recurring = window_days, recurring_days

    def find(self, title: Title, whole: int, around: Around, portal: str, crawl: str, day: int) -> Match | None:
        """Which of the headlines `around` (see Index.near) `title` repeats, or may repeat; None where none."""
        if not title.canon or not around:
            return None
        if len(around) >= BUCKET or any(key == whole for key, *_ in around):
            equal = [self._match(row) for row in self.index.equal(whole) if row.day >= day - self.window]
            equal = [m for m in equal if m.title.canon == title.canon and m.row.key not in self.apart]
            if equal:
                return self._equal(title, equal, portal, crawl, day)
        matches = self._alike(title, around, day)
        return self._best(title, whole, matches, portal, day) if matches else None

    def _match(self, row: Row) -> Match:
        return Match(row, read_title(row.text, self.words), Verdict("maybe", "equal", ""))

    def _alike(self, title: Title, around: Around, day: int) -> list[Match]:
        """Those of the last days that share enough to be compared: character pairs as stored first, then as read."""
        near = [(row, packed) for _, row, since, packed in around if since >= day - min(self.window, NEAR_DAYS)]
        if not near:
            return []
        own, shares = bigrams(title.canon), set()
        for row, packed in near:
            text = packed.decode("gb18030").casefold()
            share = len([pair for pair in own if pair in text]) / max(1, min(len(own), len(text) - 1))
            if share >= ALIKE:
                shares.add((share, row))
        if not shares:
            return []
        best = sorted(shares, reverse=True)[:BEST]
        matches = [self._match(row) for row in self.index.rows({row for _, row in best})]
        matches = [match for match in matches if match.row.key not in self.apart]
        return [match for match in matches if _share(own, bigrams(match.title.canon)) >= READ_ALIKE]

    def _equal(self, title: Title, equal: list[Match], portal: str, crawl: str, day: int) -> Match:
        """The newest headline of equal words that may be merged with, else the newest as a maybe."""
        days = (
            {day} | {match.row.day for match in equal} | {d for match in equal for d in self.index.days(match.row.row)}
        )
        words = equal[0].title.canon
        if len(days) >= self.recurring:
            return replace(equal[0], verdict=Verdict("maybe", "recurring", f"equal words on {len(days)} days: {words}"))
        number = self.index.blocks.number(portal)
        for match in equal:
            if (verdict := judge(title, match.title, self.words)).kind != "same":
                return replace(match, verdict=verdict)
            if number not in match.row.portals:
                if day - match.row.day <= NEAR_DAYS and len(words) >= SHORT:
                    return replace(match, verdict=Verdict("same", "equal", f"equal words on another portal: {words}"))
            elif why := self._today(match.row, portal, crawl, day):
                return replace(match, verdict=Verdict("same", "equal", f"equal words {why}: {words}"))
        return replace(equal[0], verdict=Verdict("maybe", "equal", f"equal words on another day: {words}"))

    def _today(self, row: Row, portal: str, crawl: str, day: int) -> str:
        """How a headline was seen on this portal lately, "" where it was not."""
        stood = self.index.blocks.last_stood(row.row, portal)
        if any(name == crawl for name, _ in stood):
            return "in this crawl"
        if row.day == day or any(last == day for _, last in stood):
            return "on this day"
        return ""

    def _best(self, title: Title, whole: int, matches: list[Match], portal: str, day: int) -> Match | None:
        """The candidate that it repeats; where it is cut and several go on differently, none is."""
        number = self.index.blocks.number(portal)
        judged = []
        for match in matches:
            verdict = judge(
                title,
                match.title,
                self.words,
                days_apart=day - match.row.day,
                same_portal=number in match.row.portals,
            )
            if verdict.kind != "different":
                judged.append(replace(match, verdict=verdict))
        same = [match for match in judged if match.verdict.kind == "same"]
        full = [match for match in same if match.title.canon.startswith(title.canon)]
        full.sort(key=lambda match: (len(match.title.canon), match.row.row))
        if full and (tie := self._goes_on_otherwise(title, whole, full[-1], day)):
            return replace(full[-1], verdict=Verdict("maybe", "tie", f"goes on as {full[-1].row.text} / {tie}"))
        if full:
            return full[-1]
        return same[0] if same else max(judged, key=lambda match: match.row.row, default=None)

    def _goes_on_otherwise(self, title: Title, whole: int, chosen: Match, day: int) -> str:
        """How another headline goes on from a cut one, "" where `chosen` is the only way."""
        rows = self.index.beginning(whole, MANY)
        if len(rows) == MANY:
            return f"one of {MANY} and more that begin so"
        for row in rows:
            canon = read_title(row.text, self.words).canon if row.day >= day - self.window else ""
            shorter, longer = sorted((canon, chosen.title.canon), key=len)
            if canon.startswith(title.canon) and not longer.startswith(shorter):
                return row.text
        return ""


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
