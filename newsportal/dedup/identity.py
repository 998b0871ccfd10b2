"""Identity: which headline a link names, and which story an article tells, decided against all that is known.

Pure decisions over an index that remembers (newsportal.dedup.index): no clock, no transaction, nothing random, so that
the same sightings in the same order give the same answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from newsportal.dedup.block_index import Best
from newsportal.dedup.headlines.comparison import Verdict, judge
from newsportal.dedup.headlines.normalized import NormalizedTitle, normalize
from newsportal.dedup.index import Index, KnownAddress, Pair
from newsportal.dedup.matching import Match, Matcher
from newsportal.dedup.model import Decision, Gone, Read, Seen, StoryDecision, repeat
from newsportal.dedup.near import NearKeys, near_keys, read_title
from newsportal.dedup.rewording import keep_longer, reworded
from newsportal.dedup.stories import Stories
from newsportal.text.china_time import day_of
from newsportal.text.keys import key_named, key_of, name_of, words_key
from newsportal.text.wordlists import Words, shipped

__all__ = ["Decision", "Gone", "Identity", "Read", "Seen", "StoryDecision"]


class Identity:
    """Decides, inside the caller's transaction, what each sighting and article is.

    `window_days`: how long a headline's words are known; its addresses are known for good. `recurring_days`: a title
    that was new on so many days is a column's, and merges by words no more. `refused`: rules that merge nothing.
    `apart`: addresses that always open a headline of their own. Rules: docs/headlines.md."""

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
        self.titles: dict[str, tuple[NormalizedTitle, NearKeys]] = {}
        """Words that come next, where they were read already."""
        self.stories = Stories(index, self.words)
        self.matcher = Matcher(index, self.words, window_days, recurring_days, self.apart)

    def headline(self, seen: Seen) -> Decision:
        """Decide one sighting, and remember it."""
        key, day = key_of(seen.url), day_of(seen.when)
        known = self.index.address(key)
        if known is None:
            return self._new_address(seen, key, day)
        kept = self._inside_window(key, known, day)
        if kept.row is None:
            row, decision = self._kept_anew(seen, key, kept.headline, known.row, day)
        elif kept.text == seen.text:
            row, decision = kept.row, repeat(kept.headline, "address", "the same address", seen.text, seen.text_from)
        else:
            row, decision = kept.row, self._other_words(seen, key, kept.row)
        self.index.blocks.place(row, seen.portal, seen.block, seen.crawl, day)
        return decision

    def restore(self, seen: Seen, decided: Decision) -> Decision:
        """Remember a sighting that was decided before: one that opened a headline opens it again, compared with none.

        So does one whose headline is not known, since its own record is gone: under the same id. All others are decided
        anew. Gives the decision."""
        key, headline = key_of(seen.url), key_named(decided.headline)
        if self.index.address(key) is not None or (headline != key and self.index.address(headline) is not None):
            return self.headline(seen)
        day, keys = day_of(seen.when), near_keys(normalize(decided.text, self.words))
        read = int(decided.text_from == "article")
        self.index.add_new(headline, day, seen.portal, decided.text, keys, read, seen.block, seen.crawl)
        if headline != key:
            self.index.lead(key, headline, None)
        if decided.kind == "maybe" and decided.other:
            self.index.add_maybe(Pair(key, key_named(decided.other)), day)
        return decided

    def known_as(self, url: str) -> tuple[str, ...]:
        """The words under which other pages named the article at an address (canonical): none, or the longest."""
        known = self.index.address(key_of(url))
        return (known.text,) if known and known.text else ()

    def article(self, read: Read) -> StoryDecision:
        """Decide which story an article tells, and what it shows of headlines; call it before its page's sightings."""
        return self.stories.decide(read)

    def stood(self, headline: str, portal: str, block: str, page: str, crawl: str) -> None:
        """Note the page, no article's, on which a headline (its id) stood best in a block in this crawl."""
        known = self.index.address(key_named(headline))
        if known and known.row is not None:
            self.index.blocks.stood([Best(known.row, portal, block, page, crawl)])

    def gone(self, portal: str, crawl: str, most: int = -1) -> list[Gone]:
        """Headlines that left blocks which this crawl saw, on pages that it read, each told once; `most` at once."""
        return self.index.blocks.gone(portal, crawl, self.window, most)

    def purge(self, before: datetime, articles: datetime | None = None) -> None:
        """Forget words older than `before`, and articles older than `articles` (None: `before`); addresses stay."""
        self.index.purge(day_of(before), day_of(articles or before))

    def _inside_window(self, key: int, known: KnownAddress, day: int) -> KnownAddress:
        """What is known of an address, its row None where the headline's words lie outside the window."""
        since = day - self.window
        if known.day is not None and known.day >= since:
            return known
        own = self.index.address(known.headline) if known.headline != key else None
        if own and own.day is not None and own.day >= since:
            self.index.lead(key, known.headline, own.row)
            return own
        return KnownAddress(known.headline, None, None, None)

    def _new_address(self, seen: Seen, key: int, day: int) -> Decision:
        """An address not seen before: a new headline, or a repeat by its words."""
        title, keys = self.titles.get(seen.text) or read_title(seen.text, self.words)
        near = self.index.near(keys, key)
        article = near.title
        if article is not None and seen.text_from == "shown" and self.stories.resolver.completes(seen.text, article):
            seen = replace(seen, text=article, text_from="article")
            title, keys = read_title(article, self.words)
            near = self.index.near(keys, key)
        match = self.matcher.find(title, keys, near.headlines, seen.portal, seen.crawl, day)
        if match and near.story is not None:
            match = self._by_articles(match, key)
        if match and (key in self.apart or (match.verdict.kind == "same" and match.verdict.rule in self.refused)):
            match = None
        if match is None or match.verdict.kind != "same":
            return self._new(seen, key, day, keys, match)
        return self._repeat_by_words(seen, key, day, title, match)

    def _repeat_by_words(self, seen: Seen, key: int, day: int, title: NormalizedTitle, match: Match) -> Decision:
        """A known headline under an address not seen before."""
        known = match.known
        self.index.lead(key, known.key, known.row)
        self.index.note_again(known, (self.index.blocks.number(seen.portal),), day)
        self.index.articles.assign(key, known.key)
        completed = (
            keep_longer(self.index, seen, title, known, match.title, match.verdict) and seen.text_from == "shown"
        )
        text, source = (known.text, "prefix") if completed else (seen.text, seen.text_from)
        self.index.blocks.place(known.row, seen.portal, seen.block, seen.crawl, day)
        return repeat(known.key, match.verdict.rule, match.verdict.evidence, text, source)

    def _by_articles(self, match: Match, key: int) -> Match | None:
        """The match as the articles decide it, where both were read already."""
        likeness = self.stories.resolver.against(key, match.known.key)
        if likeness is None or likeness.kind == "unknown":
            return match
        if likeness.kind == "different":
            return None
        return replace(match, verdict=Verdict("same", "bodies", likeness.evidence))

    def _new(self, seen: Seen, key: int, day: int, keys: NearKeys, match: Match | None) -> Decision:
        """A new headline, perhaps another's repeat."""
        read = int(seen.text_from == "article")
        self.index.add_new(key, day, seen.portal, seen.text, keys, read, seen.block, seen.crawl)
        decision = Decision(headline=name_of(key), kind="new", text=seen.text, text_from=seen.text_from)
        if match is None:
            return decision
        self.index.add_maybe(Pair(key, match.known.key), day)
        verdict = match.verdict
        other = name_of(match.known.key)
        return replace(decision, kind="maybe", other=other, rule=verdict.rule, evidence=verdict.evidence)

    def _kept_anew(self, seen: Seen, key: int, headline: int, old: int | None, day: int) -> tuple[int, Decision]:
        """A known address whose headline's words are no longer kept: they are kept anew, under a new row."""
        keys = near_keys(normalize(seen.text, self.words))
        row = self.index.add(headline, day, seen.portal, seen.text, keys)
        self.index.lead(headline, headline, row)
        if key != headline:
            self.index.lead(key, headline, row)
        if old is not None:
            self.index.move(old, row)
        return row, repeat(headline, "address", "the same address", seen.text, seen.text_from)

    def _other_words(self, seen: Seen, key: int, row: int) -> Decision:
        """A known address under words that are not its headline's own."""
        headline = self.index.headline(row)
        assert headline is not None
        completed = self.index.wording(row, words_key(seen.text))
        if completed is None:
            title, own = normalize(seen.text, self.words), normalize(headline.text, self.words)
            verdict = judge(title, own, self.words)
            completed = keep_longer(self.index, seen, title, headline, own, verdict)
            if verdict.kind != "same" or verdict.rule not in ("equal", "cut", "prefix"):
                return reworded(self.index.blocks, seen, headline, verdict)
        if not completed or seen.text_from != "shown":
            return repeat(headline.key, "address", "the same address", seen.text, seen.text_from)
        source = "article" if headline.read else "address" if key == headline.key else "prefix"
        return repeat(headline.key, "address", "the same address, words completed", headline.text, source)
