"""Which watches are to be told of what happened. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsportal.reading.search.query import fold
from newsportal.text.strings import pairs
from newsportal.watch.when import AT_ONCE, Rhythm
from newsportal.watch.words import ALL, Words

KINDS = ("new", "changed", "gone", "spread", "silent")
"""What a watch can be told of; docs/watching.md explains each."""


class Event(NamedTuple):
    """Something that happened, as the output files tell it."""

    what: str
    """One of KINDS."""
    key: str
    """Tells the events of one watch apart: it is told of each key once."""
    texts: tuple[str, ...]
    """The wordings by which it is found, the one that is shown first."""
    portal: str
    block: str = ""
    rank: int = 0
    """0 where none is known."""
    time: str = ""
    """When it was first seen, ISO 8601 in China's time."""
    url: str = ""
    headline: str = ""
    """The headline's id; "" for silence."""
    other: str = ""
    """The headline that it is perhaps the same as."""
    portals: int = 1
    """On how many portals it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One table [[watch]] of watches.toml."""

    name: str
    words: Words = ALL
    portals: tuple[str, ...] = ()
    """Of these only; none: of all."""
    blocks: tuple[str, ...] = ()
    """Folded; only in blocks whose label has one of these in it; none: in all."""
    rank: int = 0
    """At best this place in its block; 0: any."""
    what: tuple[str, ...] = ("new",)
    spread: int = 3
    """On how many portals a headline stands that is told as spread."""
    to: tuple[str, ...]
    """Names of channels."""
    rhythm: Rhythm = AT_ONCE
    at_most: int = 0
    """Entries of one telling; 0: all."""


def headline_event(line: dict[str, Any]) -> Event:
    """A line of headlines.jsonl as what it is: a new headline, perhaps the same as another one."""
    return Event(
        what="new",
        key=f"new {line['id']}",
        texts=(line["text"],),
        portal=line["portal"],
        block=line["block"],
        rank=line["rank"],
        time=line["first_seen"],
        url=line["url"],
        headline=line["id"],
        other=line["other"] or "",
    )


def matches(watch: Watch, event: Event) -> bool:
    """Whether a watch is to be told of an event."""
    return _placed(watch, event) and (
        event.what == "silent" or any(watch.words.matches(fold(text)) for text in event.texts)
    )


def _placed(watch: Watch, event: Event) -> bool:
    """Whether all but the words fits; where nothing has a rank (what is gone, silent or spread), none is asked."""
    return (
        event.what in watch.what
        and (not watch.portals or event.portal in watch.portals)
        and (event.what != "spread" or event.portals >= watch.spread)
        and (not watch.rank or event.rank <= watch.rank)
        and (not watch.blocks or any(block in fold(event.block) for block in watch.blocks))
    )


class Matcher:
    """Many watches at once: those of which a word could stand in a text are found by its pairs of characters."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._watches = {watch.name: watch for watch in watches}
        self._order = {name: place for place, name in enumerate(self._watches)}
        self._of = {what: _OfKind([w for w in self._watches.values() if what in w.what]) for what in KINDS}

    def asked(self, what: str) -> bool:
        """Whether any watch asks for what is of this kind."""
        return bool(self._of[what].watches)

    def near(self, what: str, text: str) -> bool:
        """Whether any watch could be told of this; where none could, no event need be made of it."""
        of = self._of[what]
        return bool(of.watches and of.near([fold(text)]))

    def found(self, event: Event) -> list[Watch]:
        """The watches that are to be told of an event, in the order of the file."""
        of = self._of[event.what]
        if event.what == "silent":
            return [watch for watch in of.watches if _placed(watch, event)]
        texts = [*map(fold, event.texts)] if of.watches else []
        if not (near := of.near(texts)):
            return []
        told = {w.name for w in near if _placed(w, event) and any(map(w.words.matches, texts))}
        return [self._watches[name] for name in sorted(told, key=self._order.__getitem__)]


class _OfKind:
    """The watches that ask for one kind of event, found by pairs of characters."""

    def __init__(self, watches: list[Watch]) -> None:
        self.watches = watches
        self._by_piece: defaultdict[str, list[Watch]] = defaultdict(list)
        self._always: list[Watch] = []
        for watch in watches:
            anchors = watch.words.anchors()
            for word in anchors or ():
                self._by_piece[word[:2]].append(watch)
            if anchors is None:
                self._always.append(watch)
        self._pieces = frozenset(self._by_piece)
        self._single = any(len(piece) == 1 for piece in self._pieces)

    def near(self, texts: Iterable[str]) -> list[Watch]:
        """The watches of which a word could stand in a text; one may be there several times."""
        found = [*self._always]
        for text in texts:
            pieces = pairs(text).union(text) if self._single else pairs(text)
            for piece in self._pieces & pieces:
                found += self._by_piece[piece]
        return found
