"""Newspapers in print, as their sites show them: one day's issue, page by page (版)."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import ClassVar
from urllib.parse import urljoin

from newsportal.messages import marked, say
from newsportal.spiders.arguments import Argument, ArgumentError
from newsportal.spiders.base import PortalSpider
from newsportal.text.china_time import CHINA


def day(name: str, value: str) -> str:
    """The value, if it is a day such as 2026-11-20; raises ArgumentError."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ArgumentError(say("-a {name}={value!r} is not a day such as 2026-11-20", name=name, value=value))


class PrintedPaper(PortalSpider):
    """Reads one issue of a newspaper: its pages, their articles, and nothing of another day.

    A subclass is data as any portal's: its seed is the address from which issues are found, its `paths` the folders
    that hold days, and `issue` the first page of a day's issue.
    """

    issue: ClassVar[str] = ""
    """The first page of an issue, relative to the seed, in it the day as strftime writes it: %Y%m/%d/node_01.html."""
    known: ClassVar[dict[str, Argument]] = {
        "day": Argument(day, marked("whose issue it reads, such as 2026-11-20; without it today's, in China's time")),
        **PortalSpider.known,
    }

    @classmethod
    def today(cls) -> date:
        """The day of the newest issue."""
        return datetime.now(CHINA).date()

    @classmethod
    def check(cls, given: dict[str, str]) -> dict[str, str]:
        """The arguments as they will be used, the day among them; raises ArgumentError with one sentence."""
        checked = super().check(given)
        today = cls.today()
        if date.fromisoformat(checked.setdefault("day", today.isoformat())) > today:
            words = marked("-a day={day} is to come: the newest issue is that of {today}")
            raise ArgumentError(say(words, day=checked["day"], today=today.isoformat()))
        return checked

    def __init__(self, arguments: dict[str, str] | None = None) -> None:
        super().__init__(arguments)
        issue = date.fromisoformat(self.arguments["day"]).strftime(self.issue)
        folder = f"{issue.rpartition('/')[0]}/"
        self.paths = tuple(path + folder for path in type(self).paths)  # type: ignore[misc]
        self.seeds = (urljoin(self.seeds[0], issue),)  # type: ignore[misc]
