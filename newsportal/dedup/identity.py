"""Identity: which headline a link names, and which story an article tells, decided against all that is known.

Pure decisions over an index that remembers (newsportal.state.identity): no clock, no transaction, nothing random, so
that the same sightings in the same order give the same answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsportal.dedup.headlines.comparison import Verdict, judge
from newsportal.dedup.headlines.normalized import Title, read_title
from newsportal.dedup.known import Address, Row
from newsportal.dedup.matching import Candidates, Match, near_keys
from newsportal.dedup.model import Decision, Gone, Seen, repeat
from newsportal.dedup.stories import Read, Stories, StoryDecision
from newsportal.text.china_time import day_of
from newsportal.text.keys import key_of, name_of, words_key
from newsportal.text.wordlists import Words, shipped

if TYPE_CHECKING:
    from newsportal.state.identity.headline_index import Index

__all__ = ["Decision", "Gone", "Identity", "Read", "Seen", "StoryDecision"]


class Identity:
    """Decides, inside the caller's transaction, what each sighting and article is.

    `window_days`: how long a headline's words are known; its addresses are known for good. `recurring_days`: on
    so many days a title is a column's and merges by words no more. `refused`: rules that merge nothing. `apart`:
    addresses that always open a headline of their own. Rules: docs/headlines.md."""

    def __init__(
        self,
        index: Index,
        *,
        words: Words | None = None,
        window_days: int = 30,
        recurring_days: int = 3,
        refused: Collection[str] = (),
        apart: Collection[str] = (),
    ) -> None:
        self.index = index
        self.words = words or shipped()
        self.window = window_days
        self.refused, self.apart = frozenset(refused), frozenset(map(key_of, apart))
        self.stories = Stories(index, self.words)
        self.candidates = Candidates(index, self.words, window_days, recurring_days, self.apart)

    def headline(self, seen: Seen) -> Decision:
        """Decide one sighting, and remember it."""
        key, day = key_of(seen.url), day_of(seen.when)
        known = self.index.address(key)
        if known is None:
            return self._first(seen, key, day)
        headline, number, text, _ = self._kept(key, known, day)
        if number is None:
            row, decision = self._late(seen, key, headline, known[1], day)
        elif text == seen.text:
            row, decision = number, repeat(headline, "address", "the same address", seen.text, seen.text_from)
        else:
            row, decision = number, self._other_words(seen, key, number)
        self.index.blocks.stand(row, seen.portal, seen.block, seen.crawl, day)
        return decision

    def article(self, read: Read) -> StoryDecision:
        """Decide which story an article tells, and what that settles; call it before the sightings of its page."""
        return self.stories.decide(read)

    def gone(self, portal: str, crawl: str) -> list[Gone]:
        """The headlines that left blocks which this crawl saw; each is told once."""
        return [
            Gone(headline=name_of(key), text=text, block=block, last_crawl=last)
            for key, text, block, last in self.index.blocks.gone(portal, crawl)
        ]

    def purge(self, before: datetime, articles: datetime | None = None) -> None:
        """Forget words older than `before` and articles older than `articles` (None: too); addresses stay."""
        self.index.purge(day_of(before), day_of(articles or before))

    def _kept(self, key: int, known: Address, day: int) -> Address:
        """What is kept of an address's headline, with its row None where that lies outside the window."""
        headline, _, _, since = known
        if since is not None and since >= day - self.window:
            return known
        own = self.index.address(headline) if headline != key else None
        if own and own[3] is not None and own[3] >= day - self.window:
            self.index.lead(key, headline, own[1])
            return own
        return headline, None, None, None

    def _first(self, seen: Seen, key: int, day: int) -> Decision:
        """An address not seen before."""
        title = read_title(seen.text, self.words)
        near = near_keys(title)
        around = self.index.near(*near, key)
        story = None
        if around and around[-1][0] is None:
            story, article = around[-1][1], str(around.pop()[3], "utf-8")
            if seen.text_from == "shown" and self.stories.settling.completes(seen.text, article):
                seen = replace(seen, text=article, text_from="article")
                title = read_title(article, self.words)
                near = near_keys(title)
                around = self.index.near(*near, key)[:-1]
        match = self.candidates.find(title, near[0], around, seen.portal, seen.crawl, day)
        if match and story is not None:
            match = self._settled(match, key)
        if match and (key in self.apart or (match.verdict.kind == "same" and match.verdict.rule in self.refused)):
            match = None
        if match is None or match.verdict.kind != "same":
            return self._new(seen, key, day, near, match, story)
        self.index.lead(key, match.row.key, match.row.row)
        self.index.join(match.row, self.index.blocks.number(seen.portal), day)
        self.index.articles.assign(key, match.row.key)
        full = self._longest(seen, title, match.row, match.title, match.verdict)
        full = full and seen.text_from == "shown"
        text, source = (match.row.text, "prefix") if full else (seen.text, seen.text_from)
        self.index.blocks.stand(match.row.row, seen.portal, seen.block, seen.crawl, day)
        return repeat(match.row.key, match.verdict.rule, match.verdict.evidence, text, source)

    def _settled(self, match: Match, key: int) -> Match | None:
        """The match as the articles settle it, where both were read already."""
        likeness = self.stories.settling.against(key, match.row.key)
        if likeness is None or likeness.kind == "unknown":
            return match
        if likeness.kind == "different":
            return None
        return replace(match, verdict=Verdict("same", "bodies", likeness.evidence))

    def _new(
        self, seen: Seen, key: int, day: int, near: tuple[int, int], match: Match | None, story: int | None
    ) -> Decision:
        """A new headline, perhaps another's repeat."""
        read = int(seen.text_from == "article")
        self.index.arrive(key, day, seen.portal, seen.text, near, read, seen.block, seen.crawl)
        decision = Decision(
            headline=name_of(key),
            kind="new",
            text=seen.text,
            text_from=seen.text_from,
            story=None if story is None else name_of(story),
        )
        if match is None:
            return decision
        self.index.doubt(key, match.row.key, day)
        verdict = match.verdict
        other = name_of(match.row.key)
        return replace(decision, kind="maybe", other=other, rule=verdict.rule, evidence=verdict.evidence)

    def _late(self, seen: Seen, key: int, headline: int, old: int | None, day: int) -> tuple[int, Decision]:
        """A known address whose words are no longer kept: they are kept anew."""
        title = read_title(seen.text, self.words)
        row = self.index.add(headline, day, seen.portal, seen.text, near_keys(title))
        self.index.lead(headline, headline, row)
        if key != headline:
            self.index.lead(key, headline, row)
        if old is not None:
            self.index.move(old, row)
        return row, repeat(headline, "address", "the same address", seen.text, seen.text_from)

    def _other_words(self, seen: Seen, key: int, number: int) -> Decision:
        """A known address under words that are not its headline's own."""
        row = self.index.get(number)
        assert row is not None
        words = words_key(seen.text)
        known = self.index.wording(number, words)
        if known is None:
            title, own = read_title(seen.text, self.words), read_title(row.text, self.words)
            verdict = judge(title, own, self.words)
            known = int(self._longest(seen, title, row, own, verdict))
            if verdict.kind != "same" or verdict.rule not in ("equal", "cut", "prefix"):
                return Decision(
                    headline=name_of(row.key),
                    kind="changed",
                    rule="address",
                    evidence=f"the same address under other words; {verdict.evidence}",
                    other=row.text,
                    text=seen.text,
                    text_from=seen.text_from,
                )
        if not known or seen.text_from != "shown":
            return repeat(row.key, "address", "the same address", seen.text, seen.text_from)
        source = "article" if row.read else "address" if key == row.key else "prefix"
        return repeat(row.key, "address", "the same address, words completed", row.text, source)

    def _longest(self, seen: Seen, title: Title, row: Row, own: Title, verdict: Verdict) -> bool:
        """Keep the longer of two wordings as the headline's; gives whether it completes the words seen."""
        longer = (len(title.canon), not title.cut) > (len(own.canon), not own.cut)
        if longer:
            self.index.add_wording(row.row, words_key(row.text), own.cut or title.canon.startswith(own.canon))
            self.index.reword(row.row, seen.text, near_keys(title))
            return False
        full = verdict.kind == "same" and verdict.rule in ("cut", "prefix") and own.canon.startswith(title.canon)
        full = full or (title.cut and not own.cut and title.canon == own.canon)
        if seen.text != row.text:
            self.index.add_wording(row.row, words_key(seen.text), full)
        return full
