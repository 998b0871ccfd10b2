"""Scrapy's collector of figures, used some twenty-five times a page."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class Stats(MemoryStatsCollector):
    """Scrapy's own, without its look at each use whether somebody still hands over a spider, as no component does."""

    __getattribute__ = object.__getattribute__
