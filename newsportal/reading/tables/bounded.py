"""Questions that a stranger asks: answered by a process of their own, ended when it takes too long or too much."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from newsportal.messages import say
from newsportal.reading.tables import question
from newsportal.reading.tables.connection import TablesError, no_select, opening, words_of


@dataclass(frozen=True, slots=True)
class Question:
    """One SELECT."""

    question: str
    values: dict[str, Any] = field(default_factory=dict)
    """What its $names stand for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, as JSON has them."""

    names: list[str]
    rows: list[list[Any]]
    more: bool
    """Whether there are more rows than the bounds let through."""

    def dicts(self) -> list[dict[str, Any]]:
        """Each row by the names of its columns; of two of one name, the last."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer may have and cost."""

    rows: int = 200
    """Rows of each answer."""
    value: int = 2_000
    """Characters of one value."""
    signs: int = 60_000
    """Characters of an answer's rows; one row it has in any case."""
    seconds: float = 30
    """Wall time of all, after which the process is killed."""
    memory: int = 1 << 30
    """Bytes that DuckDB may hold; nothing is written to disk in their place."""
    address_space: int = 3 << 30
    """Bytes of addresses that the process may have: what DuckDB does not count, such as one long text, is in it."""
    threads: int = 2

    def applied(self, names: list[str], rows: Iterable[Sequence[Any]], most: int) -> Answer:
        """An answer made of other rows, at most so many."""
        return Answer(names, *question.within(rows, most, self.signs, self.value))


BOUNDS = Bounds()
"""What is asked by a language model is bounded so."""


def ask_within(bounds: Bounds, folder: Path, exported: bool, *questions: Question) -> list[Answer]:
    """The answers over an output folder, or over what was exported there. TablesError says why there is none."""
    asked = {
        "opening": opening(folder, exported),
        "questions": [asdict(one) for one in questions],
        "bounds": asdict(bounds),
    }
    command = [sys.executable, "-I", "-X", "utf8", question.__file__]
    try:
        ended = subprocess.run(
            command, input=json.dumps(asked).encode(), capture_output=True, timeout=bounds.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise TablesError(say("ended after {seconds:g} seconds: ask for less", seconds=bounds.seconds)) from None
    try:
        answers = json.loads(ended.stdout)
    except ValueError:
        raise TablesError(say("ended, for it took too much memory: ask for less")) from None
    if isinstance(answers, dict):
        raise TablesError(words_of(answers["error"]) or no_select())
    return [Answer(**one) for one in answers]
