"""What the robots.txt files of a crawl came to, kept in bounded memory for a bounded time."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from newsportal.download.robots.rules import Rules

KEPT, KEPT_RULES = 1000, 200_000
"""Answers, and rules in all of them, that are kept at most; the one not used for longest goes first."""


@dataclass(slots=True)
class Answer:
    """What one host's robots.txt came to."""

    rules: Rules
    until: float
    """When it is to be read again, in time.monotonic()."""
    reached: bool = True
    """False where it could not be read: then nothing may be fetched."""


class Answers:
    """Answers by origin (scheme and host with its port)."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def get(self, origin: str) -> Answer | None:
        """The answer, None where there is none or it is too old."""
        answer = self._answers.get(origin)
        if answer is None or answer.until <= time.monotonic():
            return None
        self._answers.move_to_end(origin)
        return answer

    def keep(self, origin: str, answer: Answer) -> None:
        """Keep an answer and let go of what is too much."""
        self._answers[origin] = answer
        self._answers.move_to_end(origin)
        while len(self._answers) > KEPT or (len(self._answers) > 1 and self._rules() > KEPT_RULES):
            self._answers.popitem(last=False)

    def _rules(self) -> int:
        return sum(len(answer.rules.plain) + len(answer.rules.wild) for answer in self._answers.values())
