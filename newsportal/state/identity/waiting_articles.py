"""Articles and stories of a block of many that are not written yet: found as if they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from newsportal.dedup.model import KnownArticle, KnownStory


class WaitingArticles:
    """Articles by address, headline and sentence, and stories, each with the day of its newest article."""

    def __init__(self) -> None:
        self.articles: dict[int, KnownArticle] = {}
        """By the key of their address."""
        self.own: dict[int, KnownStory] = {}
        """Stories as the articles that opened them tell them, by their ids."""
        self.stories: dict[int, tuple[KnownStory, int]] = {}
        """Stories that others told since, by their ids."""
        self._said: dict[int, int] = {}
        """Keys of articles by the sentences by which they are found: of each the last one."""
        self._also: defaultdict[int, list[int]] = defaultdict(list)
        """The others, of few sentences."""
        self._shown: defaultdict[int, set[int]] = defaultdict(set)
        """Keys of articles by headline."""

    def put(self, article: KnownArticle, own: KnownStory | None) -> None:
        """Take in an article that is not there, with the story that it opened."""
        self.articles[article.key] = article
        if own:
            self.own[own.key] = own
            self.stories.pop(own.key, None)
        self._shown[article.headline].add(article.key)
        keys, said = article.body.keys, self._said
        for sentence in said.keys() & keys:
            self._also[sentence].append(said[sentence])
        said.update(dict.fromkeys(keys, article.key))

    def story(self, key: int) -> KnownStory | None:
        """A story by its id."""
        told = self.stories.get(key)
        return told[0] if told else self.own.get(key)

    def with_sentences(self, sentences: Iterable[int]) -> set[int]:
        """Ids of the stories of articles with one of these sentences."""
        found = self._said.keys() & sentences
        return {self.articles[key].story for one in found for key in (self._said[one], *self._also.get(one, ()))}

    def of_headline(self, headline: int, but: int) -> list[KnownArticle]:
        """The articles of a headline but the one at an address."""
        return [self.articles[key] for key in self._shown.get(headline, ()) if key != but]

    def assign(self, key: int, headline: int) -> None:
        """The article at an address, if it waits, belongs to this headline from now on."""
        if article := self.articles.get(key):
            self._shown[article.headline].discard(key)
            self._shown[headline].add(key)
            self.articles[key] = replace(article, headline=headline)

    def move(self, old: int, new: int) -> None:
        """All articles of one headline belong to another from now on."""
        for key in tuple(self._shown.get(old, ())):
            self.assign(key, new)
