"""The figures of a crawl: what is counted at once, and what counts only once its visit is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from scrapy.statscollectors import StatsCollector

from newsportal.messages import marked
from newsportal.text.contacts import is_contact

READ_BEFORE = marked("page read before in this crawl")
"""Why an address is left out that leads to a page of the same crawl."""
_LABELS = 1_000
"""Block labels that are counted by name; further ones are counted together."""
NOT_KEPT = marked("page beyond the bound of those that are kept to be read again")
"""Why a page is not read again at the crawl's end."""
OTHERS = marked("(other labels)")
"""Their name."""
_LABEL = 40
"""Characters of a label that name it."""
_is_contact = lru_cache(_LABELS)(is_contact)


class Counters:
    """Counts by name (pages, articles_new, errors/timeout …), told to Scrapy's stats under newsportal/."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats
        self._sent = 0
        self._untold: Counter[str] | None = None
        """In a block of visits what the stats were not told yet; None outside one."""
        self.crawl = Counter[str]()
        """The crawl's figures, earlier processes of a resumed crawl included."""
        self.visit = Counter[str]()
        """Those of the current visit."""

    def with_visit(self) -> dict[str, int]:
        """The crawl's figures with those of the current visit."""
        # Not `crawl + visit`, which looks at each of them by itself.
        figures, crawl = dict(self.crawl), self.crawl
        figures.update((name, crawl[name] + value) for name, value in self.visit.items())
        return figures

    def keep_visit(self) -> None:
        """Add the figures of the current visit, which is stored."""
        for name, value in self.visit.items():
            # Not `crawl += visit`, which looks at all of the crawl's figures each time.
            self.crawl[name] += value
            if self._untold is None:
                self._stats.inc_value(f"newsportal/{name}", value)
            else:
                self._untold[name] += value

    @contextmanager
    def together(self) -> Iterator[None]:
        """The figures of the visits of the block are told at its end; where that raises, none is counted."""
        before, self._untold = self.crawl.copy(), Counter()
        try:
            yield
            for name, value in self._untold.items():
                self._stats.inc_value(f"newsportal/{name}", value)
        except BaseException:
            self.crawl.clear()
            self.crawl.update(before)
            raise
        finally:
            self._untold = None

    def count(self, name: str) -> None:
        """Count something that belongs to no visit."""
        self.crawl[name] += 1
        self._stats.inc_value(f"newsportal/{name}")

    def count_sighting(self, line: dict[str, Any]) -> None:
        """Count a line of sightings.jsonl as it is written, by kind, rule and block: so figures and file agree."""
        self.count("sightings")
        self.count(f"sightings/kind/{line['kind']}")
        if line["kind"] == "repeat":
            self.count(f"sightings/rule/{line['rule']}")
        if line["kind"] not in ("settled", "gone"):
            self._count_label(line["block"])
            self._count_block(f"sightings/block/{line['block'][:_LABEL]}")

    def _count_label(self, label: str) -> None:
        if not label:
            self.count("unlabelled")
        elif _is_contact(label):
            self.count("mislabelled")

    def _count_block(self, name: str) -> None:
        if name not in self.crawl:
            self.count("sightings/labels")
        self.count(
            name if name in self.crawl or self.crawl["sightings/labels"] <= _LABELS else f"sightings/block/{OTHERS}"
        )

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
