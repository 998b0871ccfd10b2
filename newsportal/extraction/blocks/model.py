"""A headline on its way to its block, the label that governs it, and the open elements of the walk that finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsportal.extraction.blocks.anchor_text import Origin, Words
from newsportal.extraction.blocks.link_groups import Group

__all__ = ["Entry", "Frame", "Label"]

_SLOTS = "container frame full group item label lead origin pictured score shown slot speaker url weight"


class Label(NamedTuple):
    """The heading over a block."""

    text: str
    slot: int
    """Element that holds it."""
    frame: int
    """Element whose later entries it governs."""
    firm: bool
    """It is a heading by its tag or by its words, not by its place alone."""
    panel: int = 0
    """Which panel of a row of tabs."""


class Entry:
    """A link that may be a headline; links to one address that follow each other are one."""

    __slots__ = tuple(_SLOTS.split())

    slot: int
    """Element of its first link."""
    speaker: int
    """Element of the link that has the words."""
    url: str
    full: str
    """Its words, in full where they are known."""
    shown: str
    origin: Origin
    """Where `full` was read."""
    pictured: bool
    """It has no words but its picture's."""
    container: int
    """The element in which other links stand beside it."""
    group: Group
    """The links that stand alike; this and what follows is filled step by step."""
    weight: float
    """How much the words say."""
    score: float
    """Points: of the link alone, then with those that stand alike."""
    frame: int
    """The element of the list it stands in (`frame` to `lead` are filled by `scopes`)."""
    item: int
    """Its place there: the child of that element that holds it."""
    label: Label | None
    """The label that governs it."""
    lead: Label | None
    """A label that stands before it on its own line."""

    def __init__(self, slot: int, url: str, said: Words, pictured: bool, container: int) -> None:
        self.slot = self.speaker = slot
        self.url = url
        self.full, self.shown, self.origin = said
        self.pictured = pictured
        self.container = container


@dataclass(slots=True, eq=False)
class Frame:
    """One open element."""

    node: int
    label: Label | None
    """What governs its next child: a label of its own, or that of the frame around it."""
    at: int
    """The chunk after the last child that was passed."""
    count: int
    """Headlines inside."""
    child: int
    """The next child to look at."""
    first: Label | None = None
    """The first label of its own."""
    own: bool = False
    """`label` is of its own."""
    seen: int = 0
    """Children with headlines that were passed since that label."""
    style: tuple[str, str] | None = None
    """Tag and name of the last of them."""
    plain: tuple[str, str] | None = None
    """The same of the last that held one headline and no label."""
