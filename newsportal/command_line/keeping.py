"""What `scrapy keep` does: follows the log of crawls that share a database, tells of their ends, and how it ends."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sqlite3
from math import inf
from time import monotonic

from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.log import configure_logging

from newsportal import paths
from newsportal.command_line.lost import Told
from newsportal.crawl.cluster.keeper import Keeper
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

logger = logging.getLogger(__name__)
_LOOK, _AGAIN = 0.3, 5.0
"""Seconds between two looks into a log that had nothing new, and after the database could not be reached."""
_NOTE = 1.0
"""Seconds between two notes of a place that is new; of one that is not, as between two tries."""


class Keeping:
    """A reader of the log, until SIGTERM or the log's end."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._noted = -1, -inf
        """The place that was told last, and when."""

    def run(self, *, once: bool) -> int:
        """Keep the books; gives the exit code. Raises UsageError where the files are not those of this state."""
        configure_logging(self._settings)
        lock = f"{paths.state_file(self._settings)}.keep"
        try:
            with caught(signal.SIGTERM, signal.SIGINT) as signals, hold(lock, f"process {os.getpid()}"):
                self._keep(signals, once)
        except Held as held:
            logger.error("%s", say("these files are kept already ({who})", who=held.by))
            return Exit.LOCKED
        except WrongState as error:
            raise UsageError(f"{error}", print_help=False) from None
        except (StateError, RecordsGone, OSError, ValueError, sqlite3.Error) as error:
            logger.error("%s", told(error))
            return Exit.STORAGE
        return Exit.OK

    def _keep(self, signals: Signals, once: bool) -> None:
        loader = get_spider_loader(self._settings)
        self._keeper = Keeper(self._settings, {name: loader.load(name) for name in loader.list()}, self._tell)
        logger.info("%s", say("the files are kept from entry {n:,} of the log on", n=self._keeper.place + 1))
        try:
            self._follow(self._keeper, signals, once)
        finally:
            self._keeper.close()
        logger.info("%s", say("the files are kept up to entry {n:,} of the log", n=self._keeper.place))

    def _follow(self, keeper: Keeper, signals: Signals, once: bool) -> None:
        wait, told_of = 0.0, Told()
        while not {signal.SIGTERM, signal.SIGINT} & set(signals.wait(wait)):
            try:
                found = keeper.read()
                self._note(keeper, always=once)
            except StateLost as error:
                if once:
                    raise
                told_of.lost(error)
                wait = _AGAIN
                continue
            if once and not found:
                return
            told_of.there()
            wait = 0.0 if found else _LOOK

    def _note(self, keeper: Keeper, *, always: bool) -> None:
        """Tell the place of these books, for `scrapy status`: soon where it is new, now and then where it is not."""
        new, now = keeper.place != self._noted[0], monotonic()
        if always or now - self._noted[1] >= (_NOTE if new else _AGAIN):
            keeper.note(f"{socket.gethostname()}:{paths.output_folder(self._settings).absolute()}")
            self._noted = keeper.place, now

    def _tell(self, crawl: Crawl) -> None:
        print("\n".join(lines(crawl, self._keeper.files)), flush=True)
        for alarm in crawl.alarms:
            logger.error("%s", say(": ").join((crawl.portal, say("alarm"), in_words(alarm))))
