"""Settling: bodies end what words left open, and part what words had merged wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from newsportal.dedup.fingerprint import Likeness, compare_bodies
from newsportal.dedup.headlines.comparison import judge
from newsportal.dedup.headlines.normalized import read_title
from newsportal.dedup.known import Known, Row
from newsportal.dedup.matching import near_keys
from newsportal.text.keys import name_of, words_key
from newsportal.text.wordlists import Words

if TYPE_CHECKING:
    from newsportal.state.identity.headline_index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A doubt about two headlines that their articles ended."""

    kind: Literal["same", "different"]
    """same: `headline` is `other` from now on; different: they are two from now on."""
    headline: str
    """Id of the later headline."""
    other: str
    """Id of the earlier one."""
    rule: str
    """bodies."""
    evidence: str
    """What the bodies said."""
    text: str
    """The later headline's words."""
    url: str
    """Canonical URL of its article."""


class Settling:
    """Applies what bodies say to headlines."""

    def __init__(self, index: Index, words: Words) -> None:
        self.index, self.articles, self.words = index, index.articles, words

    def compare(self, one: Known, other: Known) -> Likeness:
        """Compare two articles; titles that name other numbers or names make them two."""
        likeness = compare_bodies(one.body, other.body, same_site=one.portal == other.portal)
        if likeness.kind == "same":
            titles = judge(read_title(one.title, self.words), read_title(other.title, self.words), self.words)
            if titles.kind == "different" and titles.rule in ("numbers", "names"):
                return Likeness("different", f"{likeness.evidence}, but the titles differ in {titles.evidence}")
        return likeness

    def against(self, key: int, headline: int) -> Likeness | None:
        """What the article at an address says of belonging to a headline; None where it or the others were not read."""
        one = self.articles.get(key)
        return self._likeness(one, headline) if one else None

    def _likeness(self, one: Known, headline: int) -> Likeness | None:
        found = [self.compare(one, other) for other in self.articles.of_headline(headline) if other.key != one.key]
        return next((likeness for likeness in found if likeness.kind != "unknown"), None)

    def settle(self, known: Known, original: Known | None) -> Iterator[Settled]:
        """Part it from, or join it with, other headlines; complete its headline's words by its title.

        `original` is the article that it reprints: where the titles do not speak against it, theirs is one headline."""
        for other in self.articles.of_headline(known.headline):
            likeness = self.compare(known, other) if other.key != known.key else None
            if likeness and likeness.kind == "different":
                leaves = other if known.key == known.headline else known
                yield self._part(leaves, likeness)
                if leaves is known:
                    known = replace(known, headline=known.key)
                    break
        for key, other_key in self.index.doubts(known.headline):
            yield from self._end_doubt(known, key, other_key)
        if original and self._rewords(known, original):
            later, earlier = self._by_age(known.headline, original.headline)
            if later is not None:
                yield from self._end_doubt(known, later, earlier)
        self._complete(known)

    def _rewords(self, known: Known, original: Known) -> bool:
        titles = judge(read_title(known.title, self.words), read_title(original.title, self.words), self.words)
        return titles.kind != "different"

    def _by_age(self, one: int, other: int) -> tuple[int | None, int]:
        """Two headlines, the later first; None where they are one, or one was never seen."""
        mine, theirs = self.index.address(one), self.index.address(other)
        if not mine or not theirs or mine[0] == theirs[0] or mine[1] is None or theirs[1] is None:
            return None, other
        return (mine[0], theirs[0]) if mine[1] > theirs[1] else (theirs[0], mine[0])

    def _part(self, leaves: Known, likeness: Likeness) -> Settled:
        """Its address opens a headline of its own."""
        title = read_title(leaves.title, self.words)
        row = self.index.add(leaves.key, leaves.day, leaves.portal, leaves.title, near_keys(title), 1)
        self.index.lead(leaves.key, leaves.key, row)
        self.articles.assign(leaves.key, leaves.key)
        return _settled("different", leaves.key, leaves.headline, likeness, leaves.title, leaves.url)

    def _end_doubt(self, known: Known, key: int, other_key: int) -> Iterator[Settled]:
        partner = other_key if key == known.headline else key
        address = self.index.address(partner)
        partner = address[0] if address else partner
        likeness = self._likeness(known, partner) if partner != known.headline else None
        if likeness is None:
            return
        self.index.settle(key, other_key)
        later = self.index.address(key)
        text = (later[2] if later else None) or known.title
        if likeness.kind == "same" and later:
            self._join(key, other_key)
        yield _settled(likeness.kind, key, other_key, likeness, text, known.url)

    def _join(self, key: int, other_key: int) -> None:
        """The headline `key` is `other_key` from now on."""
        own, target = self.index.address(key), self.index.address(other_key)
        if not own or not target or own[0] == target[0]:
            return
        mine = self.index.get(own[1]) if own[1] is not None else None
        theirs = self.index.get(target[1]) if target[1] is not None else None
        self.index.lead(own[0], target[0], target[1])
        self.articles.move(own[0], target[0])
        if mine is None:
            return
        if theirs:
            self.index.move(mine.row, theirs.row)
            self._lengthen(theirs, mine.text, mine.read)
            for portal in mine.portals:
                self.index.join(theirs, portal, mine.day)
        self.index.drop(mine.row, near_keys(read_title(mine.text, self.words)))

    def _complete(self, known: Known) -> None:
        """The article's title is its headline's full wording where that was cut."""
        address = self.index.address(known.headline)
        row = self.index.get(address[1]) if address and address[1] is not None else None
        if row and self.completes(row.text, known.title):
            self._lengthen(row, known.title, 1)

    def completes(self, text: str, title: str) -> bool:
        """Whether an article's title is a headline's words, uncut."""
        cut, full = read_title(text, self.words), read_title(title, self.words)
        if cut.canon == full.canon:
            return cut.cut and not full.cut
        verdict = judge(cut, full, self.words)
        return verdict.kind == "same" and verdict.rule in ("cut", "prefix") and len(full.canon) > len(cut.canon)

    def _lengthen(self, row: Row, text: str, read: int) -> None:
        longer, own = read_title(text, self.words), read_title(row.text, self.words)
        if (len(longer.canon), not longer.cut) > (len(own.canon), not own.cut):
            self.index.add_wording(row.row, words_key(row.text), longer.canon.startswith(own.canon))
            self.index.reword(row.row, text, near_keys(longer), read)
        elif text != row.text:
            self.index.add_wording(row.row, words_key(text), own.canon.startswith(longer.canon))


def _settled(kind: str, key: int, other: int, likeness: Likeness, text: str, url: str) -> Settled:
    return Settled(
        kind="same" if kind == "same" else "different",
        headline=name_of(key),
        other=name_of(other),
        rule="bodies",
        evidence=likeness.evidence,
        text=text,
        url=url,
    )
