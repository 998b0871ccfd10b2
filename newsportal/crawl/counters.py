"""The figures of a crawl: what is counted at once, and what counts only once its visit is stored."""

from __future__ import annotations

from collections import Counter

from scrapy.statscollectors import StatsCollector


class Counters:
    """Counts by name (pages, articles_new, errors/timeout …), told to Scrapy's stats under newsportal/."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats
        self._sent = 0
        self.crawl = Counter[str]()
        """The crawl's figures, earlier processes of a resumed crawl included."""
        self.visit = Counter[str]()
        """Those of the current visit."""

    def keep_visit(self) -> None:
        """Add the figures of the current visit, which is stored."""
        self.crawl += self.visit
        for name, value in self.visit.items():
            self._stats.inc_value(f"newsportal/{name}", value)

    def count(self, name: str) -> None:
        """Count something that belongs to no visit."""
        self.crawl[name] += 1
        self._stats.inc_value(f"newsportal/{name}")

    def count_requests(self) -> None:
        """Count the requests sent since the last call, robots.txt and those without an answer included."""
        sent = self._stats.get_value("downloader/request_count", 0)
        self.crawl["requests"] += sent - self._sent
        self._stats.inc_value("newsportal/requests", sent - self._sent)
        self._sent = sent

    def under(self, prefix: str) -> dict[str, int]:
        """The crawl's figures whose names begin so, by the rest of their names, in order."""
        found = sorted(self.crawl.items())
        return {name[len(prefix) :]: value for name, value in found if name.startswith(prefix)}
