"""Headlines as their sightings tell of them: first and last seen, ranks over time, portals, wordings."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsportal.reading.shape import Line

NEW = frozenset({"new", "maybe"})
"""Kinds of the sighting by which a headline begins."""
_CUT = ("…", "...", "．．．")
_WORDINGS = 12
"""Most wordings that are kept of a headline."""


@dataclass(slots=True)
class OnPortal:
    """A headline on one portal. Times are seconds since 1970."""

    first: int
    """When it was first seen in the window."""
    last: int
    """When it was last seen."""
    crawl: str = ""
    """The last crawl that saw it on a hub."""
    best: int = 0
    """Its best rank on a hub, 0 where it stood on none."""
    curve: list[int] = field(default_factory=list)
    """Time and best rank of each crawl that saw it on a hub, in turns."""


@dataclass(slots=True)
class Wording:
    """Words that a headline was shown in on a portal."""

    rule: str | None
    """The rule by which they are the headline; None where it began with them."""
    evidence: str | None
    """What the rule saw."""
    count: int = 1
    """How many sightings had it."""


@dataclass(slots=True)
class Head:
    """A headline."""

    text: str
    """Its words."""
    url: str
    """Where it leads."""
    new: bool
    """Whether the window has its first sighting."""
    block: str
    """Label of the block where it was seen last, on a hub if ever on one."""
    count: int = 0
    """How many sightings it has."""
    gone: int = 0
    """When a block was found without it, and none with it since; else 0."""
    hub: bool = False
    """Whether it stood on a hub."""
    portals: dict[str, OnPortal] = field(default_factory=dict)
    """The portals that showed it, by name, in the order of time."""
    wordings: dict[tuple[str, str], Wording] = field(default_factory=dict)
    """Its wordings, by words and portal."""

    @property
    def first(self) -> int:
        """When it was first seen in the window."""
        return min(portal.first for portal in self.portals.values())

    @property
    def last(self) -> int:
        """When it was last seen."""
        return max(portal.last for portal in self.portals.values())

    @property
    def best(self) -> int:
        """Its best rank on a hub, 0 where it stood on none."""
        return min((portal.best for portal in self.portals.values() if portal.best), default=0)

    def see(self, line: Line, seen: int) -> None:
        """Take a sighting: the words, and where they stood."""
        kind, text, name = line["kind"], line["full_text"], line["portal"]
        self.count += 1
        self.gone = 0
        portal = self.portals.get(name)
        if portal is None:
            portal = self.portals[name] = OnPortal(seen, seen)
        elif seen > portal.last:
            portal.last = seen
        if line["page_role"] == "hub":
            self.hub, self.block = True, line["block"]
            self._rank(portal, line["crawl"], seen, line["rank"])
        wording = self.wordings.get((text, name))
        if wording is not None:
            wording.count += 1
        elif len(self.wordings) < _WORDINGS:
            self.wordings[text, name] = Wording(line["rule"], line["evidence"])
        if kind == "changed" or (len(text) > len(self.text) and self.text.endswith(_CUT)):
            self.text = text

    @staticmethod
    def _rank(portal: OnPortal, crawl: str, seen: int, rank: int) -> None:
        if not portal.best or rank < portal.best:
            portal.best = rank
        if crawl != portal.crawl:
            portal.crawl = crawl
            portal.curve += (seen, rank)
        elif rank < portal.curve[-1]:
            portal.curve[-1] = rank

    def join(self, other: Head) -> None:
        """Take in a headline that the articles showed to be this one."""
        self.count += other.count
        self.hub, self.new = self.hub or other.hub, self.new and other.new
        for name, theirs in other.portals.items():
            mine = self.portals.setdefault(name, theirs)
            if mine is not theirs:
                mine.first, mine.last = min(mine.first, theirs.first), max(mine.last, theirs.last)
                mine.best = min(filter(None, (mine.best, theirs.best)), default=0)
                mine.curve = max(mine.curve, theirs.curve, key=len)
        for key, wording in other.wordings.items():
            self.wordings.setdefault(key, wording)
