"""Whether robots.txt is obeyed."""

from __future__ import annotations

import logging

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newsportal.messages import say

logger = logging.getLogger(__name__)


def obeys(settings: BaseSettings) -> bool:
    """Whether robots.txt is obeyed: who runs a crawl may switch that off for a site of their own, a spider may not."""
    if settings.getbool("ROBOTSTXT_OBEY"):
        return True
    by_spider = settings.getpriority("ROBOTSTXT_OBEY") == SETTINGS_PRIORITIES["spider"]
    off = say("ROBOTSTXT_OBEY is off: robots.txt is not asked for; do this with a site of your own only")
    logger.warning("%s", say("a spider cannot switch ROBOTSTXT_OBEY off: robots.txt is obeyed") if by_spider else off)
    return by_spider
