"""What one page tells of its portal, for the portal's memory (portal_memory.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

__all__ = ["Traits"]


@dataclass(slots=True, kw_only=True)
class Traits:
    """What an article's page tells of its portal, read alone; things and the text as numbers of 32 bits.

    Not frozen: one is made for each article, at a quarter of the cost. Where text and time stand is filled in
    once more is known of the page (`portal_places.noted`); nothing else changes one."""

    text: int
    """Its text, by its longest line: one text in two versions is one."""
    title: str
    """The title that it says by itself."""
    titles: tuple[int, ...] = ()
    """That title, its headings and what its head states."""
    next_titles: tuple[int, ...] = ()
    """Lines over the text that might be taken for it next; told only while no link bears the title out."""
    lines: tuple[int, ...] = ()
    """The first and last lines of the text."""
    place: int = 0
    """Where in the markup its title stands, be it that or the one that links say; 0 where it is on the page nowhere."""
    borne_out: bool = False
    """Whether a link says `title`: then nothing that is learned later changes it."""
    named: bool = False
    """Whether links say another title, which is the page's."""
    time: int = 0
    """The minute at which it says that it came out; 0 where it says none."""
    time_places: tuple[int, ...] = ()
    """Where in the markup it says so."""
    other_places: tuple[int, ...] = ()
    """Where else near the text a time stands, while neither address nor head confirm its own."""
    body: int = 0
    """Where in the markup its text stands."""
    other_bodies: tuple[int, ...] = ()
    """Where else parts of its text stand, and of a short one any sentences: of each such element the place, so that one
    may come again; the place of its own text of an element that holds that whole, or stands over a sure title."""
    short: bool = False
    """Whether its text is so short that it may be another's."""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Traits:
        """Those that were stored as JSON (`told`), which has lists in place of tuples."""
        known: dict[str, Any] = {name: tuple(value) if type(value) is list else value for name, value in told.items()}
        return cls(**known)

    def told(self) -> dict[str, Any]:
        """As JSON has them, without what says nothing. Not `dataclasses.asdict`, which takes ten times as long."""
        told = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return {"text": 0, "title": ""} | told

    @property
    def in_doubt(self) -> bool:
        """Whether something that is learned later may change its title, its time or where its text stands."""
        return not self.borne_out or bool(self.other_places) or self._may_move

    @property
    def _may_move(self) -> bool:
        """Whether its text may stand elsewhere: it is moved only where just one of the others is in a known place."""
        others = self.other_bodies
        return any(one != self.body and others.count(one) == 1 for one in others)

    @property
    def shows_body(self) -> bool:
        """Whether it tells where texts of the portal stand."""
        return (self.borne_out or self.named) and bool(self.time) and not (self.short or self.other_bodies)

    def pairs(self) -> Iterable[int]:
        """What it adds to the memory."""
        sure = self.borne_out or self.named
        places = (self.place,) if self.place and sure else ()
        things = chain(self.titles, () if self.borne_out else self.next_titles, self.lines, places)
        things = chain(things, (self.body,) if self.shows_body else ())
        times = self.time_places if sure else ()
        return chain((thing << 32 | self.text for thing in things), (place << 32 | self.time for place in times))
