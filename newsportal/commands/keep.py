"""`scrapy keep`: the books of crawls on several machines, kept from the log that they share (docs/cluster.md)."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sqlite3
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.log import configure_logging

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.extensions.summary import lines
from newsportal.health.words import in_words
from newsportal.items import Crawl
from newsportal.lock import Held, hold
from newsportal.messages import say
from newsportal.os_errors import told
from newsportal.output.store import RecordsGone, WrongState
from newsportal.schedule.posix_signals import Signals, caught
from newsportal.state.sqlite import StateError
from newsportal.state.walk import StateLost

if TYPE_CHECKING:
    from newsportal.crawl.cluster.keeper import Keeper

logger = logging.getLogger(__name__)
_LOOK, _AGAIN = 0.3, 5.0
"""Seconds between two looks into a log that had nothing new, and after the database could not be reached."""


class Command(CheckedCommand, ScrapyCommand):
    """Keep the files of crawls on several machines, until SIGTERM."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[--once]"

    def short_desc(self) -> str:
        """Description."""
        return say("Write the files of crawls that share a database, from its log")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--once", action="store_true", help=say("end where the log ends now"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the books."""
        settings = self.settings
        assert settings is not None
        if args:
            raise UsageError(say("scrapy keep takes no arguments"), print_help=False)
        paths.check(settings)
        if paths.database(settings) is None:
            words = say("NEWSPORTAL_STATE names no database, whose log scrapy keep would read (docs/cluster.md)")
            raise UsageError(words, print_help=False)
        configure_logging(settings)
        try:
            with caught(signal.SIGTERM, signal.SIGINT) as signals, hold(self._lock, f"process {os.getpid()}"):
                self._keep(signals, opts.once)
        except Held as held:
            logger.error("%s", say("these files are kept already ({who})", who=held.by))
            self.exitcode = Exit.LOCKED
        except WrongState as error:
            raise UsageError(f"{error}", print_help=False) from None
        except (StateError, RecordsGone, OSError, ValueError, sqlite3.Error) as error:
            logger.error("%s", told(error))
            self.exitcode = Exit.STORAGE

    @property
    def _lock(self) -> str:
        assert self.settings is not None
        return f"{paths.state_file(self.settings)}.keep"

    def _keep(self, signals: Signals, once: bool) -> None:
        from newsportal.crawl.cluster.keeper import Keeper

        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        self._keeper = Keeper(self.settings, {name: loader.load(name) for name in loader.list()}, self._tell)
        logger.info("%s", say("the files are kept from entry {n:,} of the log on", n=self._keeper.place + 1))
        try:
            self._follow(self._keeper, signals, once)
        finally:
            self._keeper.close()
        logger.info("%s", say("the files are kept up to entry {n:,} of the log", n=self._keeper.place))

    def _follow(self, keeper: Keeper, signals: Signals, once: bool) -> None:
        wait, lost = 0.0, False
        while not {signal.SIGTERM, signal.SIGINT} & set(signals.wait(wait)):
            try:
                found = keeper.read()
            except StateLost as error:
                if once:
                    raise
                if not lost:
                    logger.warning("%s", say("{why}; it is tried again", why=told(error)))
                wait, lost = _AGAIN, True
                continue
            if once and not found:
                return
            wait, lost = 0.0 if found else _LOOK, False

    def _tell(self, crawl: Crawl) -> None:
        print("\n".join(lines(crawl, self._keeper.files)), flush=True)
        for alarm in crawl.alarms:
            logger.error("%s", say(": ").join((crawl.portal, say("alarm"), in_words(alarm))))
