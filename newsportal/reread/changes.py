"""What rereading changed, field by field, with examples to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from itertools import zip_longest
from typing import Any, NamedTuple

from newsportal.items import Article, record

NOT_READ = {
    *("url", "portal", "crawl", "fetched", "story", "story_rule", "story_evidence", "revision", "content_hash"),
    *("reread", "rules_before", "rules_after"),
}
"""Fields that no page says: they are told of where it was read, and what was decided of it."""
READ = tuple(field.name for field in fields(Article) if field.name not in NOT_READ)
"""Fields that are read on a page, or follow from what was."""
EXAMPLES = 20
"""Examples that a report shows, of all fields together."""


class Example(NamedTuple):
    """A field of an article before and after."""

    url: str
    before: Any
    after: Any


class Changes:
    """Counts what changed by field, and keeps some examples of each."""

    def __init__(self) -> None:
        self.fields = Counter[str]()
        """How many articles changed in a field."""
        self.articles = 0
        """How many changed in any."""
        self._examples: dict[str, list[Example]] = {}

    def take(self, before: Article, after: Article) -> bool:
        """Compare an article with itself read again; whether anything that a page says differs."""
        old, new = record(before), record(after)
        differing = [name for name in READ if old[name] != new[name]]
        for name in differing:
            self.fields[name] += 1
            kept = self._examples.setdefault(name, [])
            if len(kept) < EXAMPLES:
                kept.append(Example(before.url, old[name], new[name]))
        self.articles += bool(differing)
        return bool(differing)

    def examples(self) -> dict[str, list[Example]]:
        """At most twenty examples by field, as many of each field as of the others where there are as many."""
        names = [name for name, _ in self.fields.most_common()]
        turns = zip_longest(*(self._examples[name] for name in names))
        picked = [(name, one) for turn in turns for name, one in zip(names, turn, strict=True) if one is not None]
        found: dict[str, list[Example]] = {name: [] for name in names}
        for name, one in picked[:EXAMPLES]:
            found[name].append(one)
        return found
