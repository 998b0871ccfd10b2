"""Requests that are not made: the exception, its reasons, and how it is counted and logged."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

from newsportal.messages import marked, say

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

LATER = frozenset({"parked", "dead_host", "robots_unreachable", "closing"})
"""Reasons of `Refused` that say nothing about the address: a later crawl may ask for it again."""
NOT_ASKED = frozenset({"robots", "offsite", "scheme", "port", "network", "host", "user", "length"})
"""Reasons of `Refused` for an address that must not be asked for: it counts as dropped, not as an error."""
_WORDS = {
    "robots": marked("the host's robots.txt forbids it"),
    "offsite": marked("it leads away from the portal's domains"),
    "scheme": marked("it is not an http or https address"),
    "port": marked("its port is not allowed; NEWSPORTAL_ALLOWED_PORTS says which are"),
    "network": marked("its host is not on the public internet; NEWSPORTAL_ALLOWED_NETWORKS can allow its network"),
    "host": marked("its host is no host name"),
    "user": marked("it holds a user name or a password"),
    "length": marked("it is longer than URLLENGTH_LIMIT"),
    "proxy": marked("its host is the proxy itself"),
    "redirects": marked("its redirects lead nowhere"),
}
"""Why an address is not asked for, for the user who gave it."""


def explained(reason: str) -> str:
    """The reason of a refusal in words, for the log."""
    return say(_WORDS.get(reason, marked("not now")))


def named(reason: str) -> str:
    """Why no answer came, for the user who gave the address: a refusal in words, an error by its name."""
    return f"{reason} ({explained(reason)})" if reason in _WORDS else reason


class Refused(IgnoreRequest):
    """A request that is not made; `reason` is the word under which `newsportal/refused/…` counts it.

    `failure` is what keeps the host from being asked (dns, timeout …) where that is known: the error to count.
    """

    def __init__(self, reason: str, url: str, failure: str = ""):
        super().__init__(f"refused ({reason}): {url[:200]!r}")
        self.reason = reason
        self.failure = failure or reason


def refuse(reason: str, request: Request, crawler: Crawler, failure: str = "") -> Refused:
    """The exception to raise. It is counted, and logged as a warning if the user gave the address as a seed.

    Whoever finds that a host is not to be asked for now says so once, for all its addresses.
    """
    assert crawler.stats
    crawler.stats.inc_value(f"newsportal/refused/{reason}")
    level = logging.WARNING if request.meta.get("seed") and reason not in LATER else logging.DEBUG
    if logger.isEnabledFor(level):
        words = marked("{url!r} is not asked for ({reason}): {why}")
        logger.log(level, "%s", say(words, url=request.url[:200], reason=reason, why=explained(reason)))
    return Refused(reason, request.url, failure)
