"""Requests that are not made: the exception, its reasons, and how it is counted and logged."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

LATER = frozenset({"parked", "dead_host", "robots_unreachable", "closing"})
"""Reasons of `Refused` that say nothing about the address: a later crawl may ask for it again."""
NOT_ASKED = frozenset({"robots", "offsite", "scheme", "port", "network", "host", "user", "length"})
"""Reasons of `Refused` for an address that must not be asked for: it counts as dropped, not as an error."""


class Refused(IgnoreRequest):
    """A request that is not made; `reason` is the word under which `newsportal/refused/…` counts it."""

    def __init__(self, reason: str, url: str):
        super().__init__(f"refused ({reason}): {url[:200]!r}")
        self.reason = reason


def refuse(reason: str, request: Request, crawler: Crawler) -> Refused:
    """The exception to raise. It is counted, and logged as a warning if the user gave the address as a seed."""
    assert crawler.stats
    crawler.stats.inc_value(f"newsportal/refused/{reason}")
    level = logging.WARNING if request.meta.get("seed") else logging.DEBUG
    logger.log(level, "Refused (%s): %r", reason, request.url[:200])
    return Refused(reason, request.url)
