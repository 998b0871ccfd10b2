"""Candidates: the few known headlines that a new one may repeat, and the best of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsportal.dedup.headlines import NEAR_DAYS, Verdict, judge
from newsportal.dedup.known import Row
from newsportal.dedup.titles import Title, read_title
from newsportal.dedup.words import Words

if TYPE_CHECKING:
    from newsportal.state.index import Index

ENDS = 6
"""Characters of a headline's beginning and of its end that make its two near keys (RESEARCH: 98.8 % of repeats)."""
BUCKET = 48
"""Headlines read under one beginning; where there are more, no beginning is unique."""
NEWEST = 8
"""Of those under one beginning or end, so many of the newest are compared."""
SHORT = 6
"""Characters under which equal words on two portals prove nothing: 早间新闻, 图片新闻."""
ALIKE = 0.35
"""Of the shorter one's character pairs, the share that must stand in the other before it is read at all."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known headline and what comparing with it said."""

    row: Row
    title: Title
    verdict: Verdict


def _hash(text: str, bits: int) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=4).digest(), "big") >> (32 - bits)


def near_keys(title: Title) -> tuple[int, int]:
    """The two near keys: (beginning, whole) in 47 bits, and the end in 23, negative.

    They need no tokeniser; equal canons share both, equal beginnings a range."""
    canon = title.canon
    return (_hash(canon[:ENDS], 23) << 24) | _hash(canon, 24), -1 - _hash(canon[-ENDS:], 23)


def _near(canon: str, text: str) -> bool:
    """Whether two wordings share enough to be read and compared: a test of raw characters, cheap."""
    one, other = (canon, text.casefold()) if len(canon) <= len(text) else (text.casefold(), canon)
    if len(one) < 4:
        return one in other
    shared = sum(one[index : index + 2] in other for index in range(len(one) - 1))
    return shared >= ALIKE * (len(one) - 1)


class Candidates:
    """Looks up and compares."""

    def __init__(self, index: Index, words: Words, window_days: int, recurring_days: int) -> None:
        self.index, self.words = index, words
        self.window, self.recurring = window_days, recurring_days

    def find(self, title: Title, portal: str, crawl: str, day: int) -> Match | None:
        """The known headline that `title` repeats, or may repeat; None where there is none."""
        if not title.canon:
            return None
        whole, end = near_keys(title)
        low = whole >> 24 << 24
        under = self.index.between(low, low | 0xFFFFFF, BUCKET + 1)
        if len(under) > BUCKET:
            under = [(whole, row) for row in self.index.newest(whole, BUCKET)] + under
        exact = {row for key, row in under if key == whole}
        equal = self._read(sorted(exact, reverse=True), title, day)
        equal = [match for match in equal if match.title.canon == title.canon]
        if equal:
            return self._equal(title, equal, portal, crawl, day)
        rows = sorted({row for _, row in under} - exact, reverse=True)[:NEWEST]
        rows += [row for row in self.index.newest(end, NEWEST) if row not in rows and row not in exact]
        return self._best(title, self._read(rows, title, day), portal, day)

    def _read(self, rows: list[int], title: Title, day: int) -> list[Match]:
        """The headlines of `rows` inside the window that are not plainly others."""
        found = []
        for number in rows:
            row = self.index.get(number)
            if row and row.day >= day - self.window and _near(title.canon, row.text):
                found.append(Match(row, read_title(row.text, self.words), Verdict("maybe", "equal", "")))
        return found

    def _equal(self, title: Title, equal: list[Match], portal: str, crawl: str, day: int) -> Match:
        """The newest headline of equal words that may be merged with, else the newest as a maybe."""
        days = (
            {day} | {match.row.day for match in equal} | {d for match in equal for d in self.index.days(match.row.row)}
        )
        words = equal[0].title.canon
        if len(days) >= self.recurring:
            return replace(equal[0], verdict=Verdict("maybe", "recurring", f"equal words on {len(days)} days: {words}"))
        number = self.index.number(portal)
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
        stood = self.index.last_stood(row.row, portal)
        if any(name == crawl for name, _ in stood):
            return "in this crawl"
        if row.day == day or any(last == day for _, last in stood):
            return "on this day"
        return ""

    def _best(self, title: Title, matches: list[Match], portal: str, day: int) -> Match | None:
        """The candidate that it repeats; where it is cut and several go on differently, none is."""
        number = self.index.number(portal)
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
        if full and any(not full[-1].title.canon.startswith(match.title.canon) for match in full):
            tie = f"goes on in {len(full)} ways: {' / '.join(match.row.text for match in full[:3])}"
            return replace(full[-1], verdict=Verdict("maybe", "tie", tie))
        if full:
            return full[-1]
        return same[0] if same else max(judged, key=lambda match: match.row.row, default=None)
