"""`scrapy crawl`: Scrapy's own, but wrong arguments give one sentence and the exit code says how the crawl ended."""

from __future__ import annotations

import argparse
import logging

from scrapy import Spider
from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from newsportal.exit_codes import Exit

_CHATTY = ("scrapy.utils.log", "scrapy.addons", "scrapy.crawler", "scrapy.middleware", "scrapy.core.engine")
"""Loggers that describe the installation at INFO, some sixty lines a crawl; shown with `-L DEBUG`."""

_NO_FEEDS = (
    "a crawl writes its records by itself, each kind into its own file: name the folder by -s NEWSPORTAL_OUTPUT=FOLDER "
    "instead of -o, -O or FEEDS, which would take Scrapy's items, whole pages, before they are records "
    "(`scrapy page --json` prints pages)"
)


class Command(CrawlCommand):
    """Run a spider; the exit code says how the crawl ended (newsportal.exit_codes)."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the arguments, crawl, and end with the crawl's exit code."""
        assert self.crawler_process
        self._crawlers: list[Crawler] = []
        assert self.settings is not None
        if self.settings["LOG_LEVEL"] != "DEBUG":
            for name in _CHATTY:
                logging.getLogger(name).setLevel(logging.WARNING)
        if len(args) == 1:
            self._check(args[0], opts.spargs)
        super().run(args, opts)
        codes = [crawler.stats.get_value("newsportal/exit_code") for crawler in self._crawlers if crawler._stats]
        # A crawl that did not reach its summary ended by an internal error.
        self.exitcode = max([Exit.INTERNAL if code is None else code for code in codes], default=self.exitcode)

    def long_desc(self) -> str:
        """Description, and where the arguments are told."""
        return f"{self.short_desc()}; `scrapy portals` lists the portals, `scrapy portals NAME` the arguments of one"

    def _check(self, name: str, given: dict[str, str]) -> None:
        assert self.crawler_process
        loader = self.crawler_process.spider_loader
        if name not in loader.list():
            if broken := getattr(loader, "broken", {}).get(name):
                raise UsageError(broken, print_help=False)
            names = ", ".join(sorted(loader.list()))
            raise UsageError(f"there is no spider {name!r}; there are: {names}", print_help=False)
        check = getattr(loader.load(name), "check", None)
        if check is not None:
            assert self.settings is not None
            if self.settings.getdict("FEEDS"):
                raise UsageError(_NO_FEEDS, print_help=False)
            try:
                check({argument: value for argument, value in given.items() if not argument.startswith("_")})
            except ValueError as error:
                raise UsageError(str(error), print_help=False) from None

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        crawler = super()._create_crawler(spidercls)
        self._crawlers.append(crawler)
        return crawler
