"""The bounds of a crawl: how many articles and pages it reads at most (`-a articles`, `-a pages`)."""

from __future__ import annotations

from newsportal.crawl.counters import Counters


class Bounds:
    """The bounds of one crawl, 0 for none; what earlier processes of a resumed crawl read counts too."""

    def __init__(self, counters: Counters, *, articles: int, pages: int) -> None:
        self._counters, self._articles, self._pages = counters, articles, pages

    def left(self) -> int | None:
        """How many more may be read; None without a bound."""
        return min((most - read for most, read, _ in self._given()), default=None)

    def reached(self) -> str:
        """The bound that ends the crawl, as Scrapy names such an end: closespider_articles, closespider_pages, ""."""
        return next((f"closespider_{name}" for most, read, name in self._given() if read >= most), "")

    def _given(self) -> list[tuple[int, int, str]]:
        counts = self._counters.crawl
        articles = counts["articles_new"] + counts["articles_changed"] + counts["articles_known"]
        bounds = (self._articles, articles, "articles"), (self._pages, counts["pages"] + counts["unchanged"], "pages")
        return [bound for bound in bounds if bound[0]]
