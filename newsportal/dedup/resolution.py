"""Resolution: articles show whether two headlines that may be one are one, and part what words had merged wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsportal.dedup.fingerprint import Likeness, compare_bodies
from newsportal.dedup.headlines.comparison import judge
from newsportal.dedup.headlines.normalized import normalize
from newsportal.dedup.index import Index, Pair
from newsportal.dedup.model import KnownArticle, KnownHeadline, Resolution
from newsportal.dedup.near import near_keys
from newsportal.text.keys import name_of, words_key
from newsportal.text.wordlists import Words


class Resolver:
    """Applies what articles show to headlines."""

    def __init__(self, index: Index, words: Words) -> None:
        self.index, self.articles, self.words = index, index.articles, words

    def compare(self, one: KnownArticle, other: KnownArticle) -> Likeness:
        """Compare two articles; titles that name other numbers or names make them two."""
        likeness = compare_bodies(one.body, other.body, same_site=one.portal == other.portal)
        if likeness.kind == "same":
            titles = judge(normalize(one.title, self.words), normalize(other.title, self.words), self.words)
            if titles.kind == "different" and titles.rule in ("numbers", "names"):
                return Likeness("different", f"{likeness.evidence}, but the titles differ in {titles.evidence}")
        return likeness

    def against(self, key: int, headline: int) -> Likeness | None:
        """Whether the article at an address belongs to a headline; None where it or the headline's were not read."""
        one = self.articles.get(key)
        return self._likeness(one, headline) if one else None

    def _likeness(self, one: KnownArticle, headline: int) -> Likeness | None:
        found = [self.compare(one, other) for other in self.articles.of_headline(headline, one.key)]
        return next((likeness for likeness in found if likeness.kind != "unknown"), None)

    def resolve(self, article: KnownArticle, original: KnownArticle | None) -> Iterator[Resolution]:
        """Part an article from other headlines or join it with them; complete its headline's words by its title.

        `original` is the article that it reprints: unless their titles name two items, they have one headline."""
        for other in self.articles.of_headline(article.headline, article.key):
            likeness = self.compare(article, other)
            if likeness.kind == "different":
                leaves = other if article.key == article.headline else article
                yield self._part(leaves, likeness)
                if leaves is article:
                    article = replace(article, headline=article.key)
                    break
        for pair in self.index.maybes(article.headline):
            yield from self._resolve_pair(article, pair)
        if original and self._titles_agree(article, original):
            found = self._by_age(article.headline, original.headline)
            if found is not None:
                yield from self._resolve_pair(article, found)
        self._complete(article)

    def _titles_agree(self, article: KnownArticle, original: KnownArticle) -> bool:
        titles = judge(normalize(article.title, self.words), normalize(original.title, self.words), self.words)
        return titles.kind != "different"

    def _by_age(self, one: int, other: int) -> Pair | None:
        """Two headlines as a pair; None where they are one, or the words of one are not kept."""
        mine, theirs = self.index.address(one), self.index.address(other)
        if not mine or not theirs or mine.headline == theirs.headline or mine.row is None or theirs.row is None:
            return None
        later, earlier = (mine, theirs) if mine.row > theirs.row else (theirs, mine)
        return Pair(later.headline, earlier.headline)

    def _part(self, leaves: KnownArticle, likeness: Likeness) -> Resolution:
        """The article's address opens a headline of its own."""
        keys = near_keys(normalize(leaves.title, self.words))
        row = self.index.add(leaves.key, leaves.day, leaves.portal, leaves.title, keys, 1)
        self.index.lead(leaves.key, leaves.key, row)
        self.articles.assign(leaves.key, leaves.key)
        return _resolution("different", Pair(leaves.key, leaves.headline), likeness, leaves.title, leaves.url)

    def _resolve_pair(self, article: KnownArticle, pair: Pair) -> Iterator[Resolution]:
        """Compare an article with those of the other headline of a pair, and apply what that shows, if anything."""
        partner = pair.earlier if pair.later == article.headline else pair.later
        address = self.index.address(partner)
        partner = address.headline if address else partner
        likeness = self._likeness(article, partner) if partner != article.headline else None
        if likeness is None:
            return
        self.index.drop_maybe(pair)
        later = self.index.address(pair.later)
        text = (later.text if later else None) or article.title
        if likeness.kind == "same" and later:
            self._join(pair)
        yield _resolution(likeness.kind, pair, likeness, text, article.url)

    def _join(self, pair: Pair) -> None:
        """The later headline of a pair is the earlier one from now on."""
        own, target = self.index.address(pair.later), self.index.address(pair.earlier)
        if not own or not target or own.headline == target.headline:
            return
        mine = self.index.headline(own.row) if own.row is not None else None
        theirs = self.index.headline(target.row) if target.row is not None else None
        self.index.lead(own.headline, target.headline, target.row)
        self.articles.move(own.headline, target.headline)
        if mine is None:
            return
        if theirs:
            self.index.move(mine.row, theirs.row)
            self._keep_longer(theirs, mine.text, mine.read)
            self.index.note_again(theirs, mine.portals, mine.day)
        self.index.drop(mine.row, near_keys(normalize(mine.text, self.words)))

    def _complete(self, article: KnownArticle) -> None:
        """The article's title is its headline's full wording where that was cut."""
        address = self.index.address(article.headline)
        if not address or address.row is None or address.text == article.title:
            return
        headline = self.index.headline(address.row)
        if headline and self.completes(headline.text, article.title):
            self._keep_longer(headline, article.title, 1)

    def completes(self, text: str, title: str) -> bool:
        """Whether an article's title is a headline's words, uncut."""
        if text == title:
            return False
        cut, full = normalize(text, self.words), normalize(title, self.words)
        if cut.canon == full.canon:
            return cut.cut and not full.cut
        verdict = judge(cut, full, self.words)
        return verdict.kind == "same" and verdict.rule in ("cut", "prefix") and len(full.canon) > len(cut.canon)

    def _keep_longer(self, headline: KnownHeadline, text: str, read: int) -> None:
        """Keep the longer of two wordings as the headline's, the other as a further one."""
        other, own = normalize(text, self.words), normalize(headline.text, self.words)
        if (len(other.canon), not other.cut) > (len(own.canon), not own.cut):
            self.index.add_wording(headline.row, words_key(headline.text), other.canon.startswith(own.canon))
            self.index.reword(headline.row, text, near_keys(other), read)
        elif text != headline.text:
            self.index.add_wording(headline.row, words_key(text), own.canon.startswith(other.canon))


def _resolution(kind: str, pair: Pair, likeness: Likeness, text: str, url: str) -> Resolution:
    return Resolution(
        kind="same" if kind == "same" else "different",
        headline=name_of(pair.later),
        other=name_of(pair.earlier),
        rule="bodies",
        evidence=likeness.evidence,
        text=text,
        url=url,
    )
