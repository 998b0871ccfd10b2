"""Matching: the few known headlines that a new one may repeat, and the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsportal.dedup.headlines.comparison import NEAR_DAYS, Verdict, judge
from newsportal.dedup.headlines.normalized import NormalizedTitle, normalize
from newsportal.dedup.headlines.overlap import bigrams
from newsportal.dedup.index import Index, NearHeadline
from newsportal.dedup.model import KnownHeadline
from newsportal.dedup.near import LISTED, NearKeys
from newsportal.text.scripts import simplified
from newsportal.text.wordlists import Words

MANY = 200
"""Headlines that begin as a cut one does, past which its words are not completed."""
BEST = 3
"""Of the headlines near a new one, so many of the most alike are compared."""
SHORT = 6
"""Characters under which equal words on two portals prove nothing: 早间新闻, 图片新闻."""
ALIKE = 0.6
"""Of the shorter one's character pairs, the share that must stand in the other as stored (benchmarks/dedup.py)."""
READ_ALIKE = 0.65
"""The same share, of the normalized titles: rewordings that are found share .71 and more."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known headline and what comparing with it said."""

    known: KnownHeadline
    """The headline."""
    title: NormalizedTitle
    """Its words, normalized."""
    verdict: Verdict
    """Whether the new one repeats it."""


class Matcher:
    """Looks up known headlines and compares them with a new one."""

    def __init__(
        self, index: Index, words: Words, window_days: int, recurring_days: int, apart: frozenset[int] = frozenset()
    ) -> None:
        self.index, self.words, self.apart = index, words, apart
        self.window, self.recurring = window_days, recurring_days

    def find(
        self, title: NormalizedTitle, keys: NearKeys, near: Sequence[NearHeadline], portal: str, crawl: str, day: int
    ) -> Match | None:
        """Which of the headlines `near` it `title` repeats, or may repeat; None where none."""
        if not title.canon or not near:
            return None
        # Where the list is full, headlines of equal words may have been left out of it.
        if len(near) >= LISTED or any(one.key == keys.whole for one in near):
            equal = [self._match(known) for known in self.index.equal(keys) if known.day >= day - self.window]
            equal = [match for match in equal if match.title.canon == title.canon and match.known.key not in self.apart]
            if equal:
                return self._equal(title, equal, portal, crawl, day)
        matches = self._alike(title, near, day)
        return self._best(title, keys, matches, portal, day) if matches else None

    def _match(self, known: KnownHeadline) -> Match:
        return Match(known, normalize(known.text, self.words), Verdict("maybe", "equal", ""))

    def _alike(self, title: NormalizedTitle, near: Sequence[NearHeadline], day: int) -> list[Match]:
        """Those of the last days that share enough character pairs to be compared: as stored, then as normalized."""
        recent = [one for one in near if one.day >= day - min(self.window, NEAR_DAYS)]
        if not recent:
            return []
        own, shares = bigrams(title.canon), set()
        for one in recent:
            text = simplified(one.text.casefold())
            share = len([pair for pair in own if pair in text]) / max(1, min(len(own), len(text) - 1))
            if share >= ALIKE:
                shares.add((share, one.row))
        if not shares:
            return []
        best = sorted(shares, reverse=True)[:BEST]
        matches = [self._match(known) for known in self.index.headlines({row for _, row in best})]
        matches = [match for match in matches if match.known.key not in self.apart]
        return [match for match in matches if _share(own, bigrams(match.title.canon)) >= READ_ALIKE]

    def _equal(self, title: NormalizedTitle, equal: list[Match], portal: str, crawl: str, day: int) -> Match:
        """The newest headline of equal words that may be merged with, else the newest as a maybe."""
        days = {day} | {match.known.day for match in equal}
        days |= {again for match in equal for again in self.index.days(match.known.row)}
        words = equal[0].title.canon
        if len(days) >= self.recurring:
            return replace(equal[0], verdict=Verdict("maybe", "recurring", f"equal words on {len(days)} days: {words}"))
        number = self.index.blocks.number(portal)
        for match in equal:
            if (verdict := judge(title, match.title, self.words)).kind != "same":
                return replace(match, verdict=verdict)
            if number not in match.known.portals:
                if day - match.known.day <= NEAR_DAYS and len(words) >= SHORT:
                    return replace(match, verdict=Verdict("same", "equal", f"equal words on another portal: {words}"))
            elif why := self._lately(match.known, portal, crawl, day):
                return replace(match, verdict=Verdict("same", "equal", f"equal words {why}: {words}"))
        return replace(equal[0], verdict=Verdict("maybe", "equal", f"equal words on another day: {words}"))

    def _lately(self, known: KnownHeadline, portal: str, crawl: str, day: int) -> str:
        """How a headline was seen on this portal in this crawl or on this day, "" where it was not."""
        last = self.index.blocks.last_seen(known.row, portal)
        if any(seen.crawl == crawl for seen in last):
            return "in this crawl"
        if known.day == day or any(seen.day == day for seen in last):
            return "on this day"
        return ""

    def _best(
        self, title: NormalizedTitle, keys: NearKeys, matches: list[Match], portal: str, day: int
    ) -> Match | None:
        """The headline that it repeats; where it is cut and several go on differently, none is."""
        number = self.index.blocks.number(portal)
        judged = []
        for match in matches:
            verdict = judge(
                title,
                match.title,
                self.words,
                days_apart=day - match.known.day,
                same_portal=number in match.known.portals,
            )
            if verdict.kind != "different":
                judged.append(replace(match, verdict=verdict))
        same = [match for match in judged if match.verdict.kind == "same"]
        full = [match for match in same if match.title.canon.startswith(title.canon)]
        full.sort(key=lambda match: (len(match.title.canon), match.known.row))
        if full and (tie := self._goes_on_otherwise(title, keys, full[-1], day)):
            return replace(full[-1], verdict=Verdict("maybe", "tie", f"goes on as {full[-1].known.text} / {tie}"))
        if full:
            return full[-1]
        return same[0] if same else max(judged, key=lambda match: match.known.row, default=None)

    def _goes_on_otherwise(self, title: NormalizedTitle, keys: NearKeys, chosen: Match, day: int) -> str:
        """How another headline goes on from a cut one, "" where `chosen` is the only way."""
        found = self.index.beginning(keys, MANY)
        if len(found) == MANY:
            return f"one of {MANY} and more that begin so"
        for known in found:
            canon = normalize(known.text, self.words).canon if known.day >= day - self.window else ""
            shorter, longer = sorted((canon, chosen.title.canon), key=len)
            if canon.startswith(title.canon) and not longer.startswith(shorter):
                return known.text
        return ""


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
