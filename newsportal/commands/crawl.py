"""`scrapy crawl`: Scrapy's own, but wrong arguments give one sentence and the exit code says how the crawl ended."""

from __future__ import annotations

import argparse
import logging
import sys

from scrapy import Spider
from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from newsportal import collector, paths
from newsportal.command_line.command import CheckedCommand
from newsportal.command_line.interruption import Interruption
from newsportal.exit_codes import Exit, in_words
from newsportal.messages import listed, marked, meant, say
from newsportal.os_errors import told

_CHATTY = ("scrapy.utils.log", "scrapy.addons", "scrapy.crawler", "scrapy.middleware", "scrapy.core.engine")
"""Loggers that describe the installation at INFO, some sixty lines a crawl; shown with `-L DEBUG`."""

_NO_FEEDS = marked(
    "a crawl writes its records by itself, each kind into its own file: name the folder by -s NEWSPORTAL_OUTPUT=FOLDER "
    "instead of -o, -O or FEEDS, which would take Scrapy's items, whole pages, before they are records "
    "(`scrapy page --json` prints pages)"
)


class Command(CheckedCommand, CrawlCommand):
    """Run a spider; the exit code says how the crawl ended (newsportal.exit_codes)."""

    def catch_signals(self) -> None:
        """Take a signal for an interruption from here on, while nothing runs yet."""
        self._interruption = Interruption()
        self._interruption.catch()

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the arguments, crawl, and end with the crawl's exit code."""
        assert self.crawler_process
        self._crawlers: list[Crawler] = []
        assert self.settings is not None
        paths.check(self.settings)
        if self.settings["LOG_LEVEL"] != "DEBUG":
            for name in _CHATTY:
                logging.getLogger(name).setLevel(logging.WARNING)
        if len(args) == 1:
            self._check(args[0], opts.spargs)
        self._interruption.hand_over(self.crawler_process)
        collector.settle()
        try:
            super().run(args, opts)
        except OSError as error:
            # Scrapy opens the log once more, and what is left of the first one cannot be written.
            words = (in_words(Exit.STORAGE), self.settings["LOG_FILE"], told(error))
            print(say(": ").join(words), file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        self.exitcode = max(map(self._code, self._crawlers), default=self.exitcode)

    def _code(self, crawler: Crawler) -> int:
        """The exit code of a crawl, told here if it did not reach its end."""
        from newsportal.extensions.report import report

        assert self.crawler_process
        code: int | None = crawler.stats.get_value("newsportal/exit_code") if crawler._stats else None
        if code is not None and not self.crawler_process.bootstrap_failed:
            return code
        name = getattr(crawler.spider, "portal", crawler.spidercls.name)
        if self._interruption.signal is not None:
            # Before its first request, or by a second signal while it ended.
            how = say("{how}: the next start goes on", how=in_words(Exit.INTERRUPTED))
            report(crawler.settings, Exit.INTERRUPTED, say(": ").join((name, how)))
            return Exit.INTERRUPTED
        how = say("{how}: read the traceback in the log", how=in_words(Exit.INTERNAL))
        report(crawler.settings, Exit.INTERNAL, say(": ").join((name, how)))
        return Exit.INTERNAL

    def short_desc(self) -> str:
        """Description."""
        return say("Crawl a portal")

    def long_desc(self) -> str:
        """Description, and where the arguments are told."""
        more = say("`scrapy portals` lists the portals, `scrapy portals NAME` the arguments of one")
        return say("{sentence}; {more}", sentence=self.short_desc(), more=more)

    def _check(self, name: str, given: dict[str, str]) -> None:
        assert self.crawler_process
        loader = self.crawler_process.spider_loader
        if name not in loader.list():
            if broken := getattr(loader, "broken", {}).get(name):
                raise UsageError(broken, print_help=False)
            words = say("there is no spider {name!r}", name=name)
            if (near := meant(words, name, loader.list())) == words:
                names = listed(sorted(loader.list()))
                near = say("there is no spider {name!r}; there are: {names}", name=name, names=names)
            raise UsageError(near, print_help=False)
        check = getattr(loader.load(name), "check", None)
        if check is not None:
            assert self.settings is not None
            if self.settings.getdict("FEEDS"):
                raise UsageError(say(_NO_FEEDS), print_help=False)
            try:
                check({argument: value for argument, value in given.items() if not argument.startswith("_")})
            except ValueError as error:
                raise UsageError(str(error), print_help=False) from None

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        crawler = super()._create_crawler(spidercls)
        self._crawlers.append(crawler)
        return crawler
