"""The robots.txt files read in a crawl, kept for a limited time and in limited memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsportal.download.robots.rules import Rules

MAX_ANSWERS, MAX_RULES = 1000, 200_000
"""How many answers are kept at most, and how many rules in all of them; the least recently used one goes first."""


@dataclass(slots=True)
class RobotsAnswer:
    """The result of asking one host for its robots.txt."""

    rules: Rules
    until: float
    """When it must be read again, in seconds of time.monotonic()."""
    failure: str = ""
    """Why it could not be read (dns, timeout, robots_unreachable …): then nothing may be fetched."""


class RobotsCache:
    """Answers by origin (scheme, host and port)."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, RobotsAnswer] = OrderedDict()

    def get(self, origin: str) -> RobotsAnswer | None:
        """The answer; None if there is none or it is too old."""
        answer = self._answers.get(origin)
        if answer is None or answer.until <= time.monotonic():
            return None
        self._answers.move_to_end(origin)
        return answer

    def forbids(self, url: str) -> bool:
        """Whether the robots.txt of an address's host was read, is not too old, and forbids it."""
        parts = urlsplit(url)
        answer = self.get(f"{parts.scheme}://{parts.netloc.lower()}")
        return answer is not None and not answer.failure and not answer.rules.allows(url)

    def keep(self, origin: str, answer: RobotsAnswer) -> None:
        """Store an answer and remove the least recently used ones beyond the limits."""
        self._answers[origin] = answer
        self._answers.move_to_end(origin)
        while len(self._answers) > MAX_ANSWERS or (len(self._answers) > 1 and self._rules() > MAX_RULES):
            self._answers.popitem(last=False)

    def _rules(self) -> int:
        return sum(answer.rules.count for answer in self._answers.values())
