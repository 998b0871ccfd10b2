"""An open element on the way down to a headline, and the label that holds in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Frame", "Label"]


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
