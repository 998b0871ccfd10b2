"""What `scrapy work` and `scrapy schedule --cluster` do while the database is there, and while it is not."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.log import configure_logging

from newsportal import paths
from newsportal import settings as defaults
from newsportal.command_line.cluster_view import beat_of
from newsportal.command_line.lost import Told
from newsportal.exit_codes import Exit
from newsportal.messages import listed, say
from newsportal.os_errors import told
from newsportal.schedule.cluster.job import launcher
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.queue import Queue
from newsportal.schedule.cluster.records import Records
from newsportal.schedule.cluster.worker import Worker
from newsportal.schedule.plan import Plan
from newsportal.schedule.posix_signals import Signals, caught
from newsportal.state.walk import StateLost

logger = logging.getLogger(__name__)
_END = {signal.SIGTERM, signal.SIGINT}


def configure_logs(settings: Settings) -> None:
    """Logs of newsportal as the settings say, of Procrastinate what is wrong."""
    configure_logging(settings)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)


class Working:
    """A worker, until SIGTERM. `given`: settings of its command line, for all its crawls."""

    def __init__(self, settings: Settings, url: str, at_once: int, given: Mapping[str, str]) -> None:
        self._settings, self._beat, self._told = settings, beat_of(settings), Told()
        again = settings.getfloat("NEWSPORTAL_WORKER_AGAIN", defaults.NEWSPORTAL_WORKER_AGAIN)
        launch = launcher(paths.log_folder(settings), Path(closest_scrapy_cfg()).parent, given)
        self._worker = Worker(url, launch, at_once=at_once, beat=self._beat, again=again)

    def run(self) -> int:
        """Work; gives the exit code."""
        configure_logs(self._settings)
        with caught(*_END) as signals:
            logger.info("%s", say("the worker begins"))
            while not _END & set(signals.wait(self._look())):
                pass
            return self._end(signals)

    def _look(self) -> float:
        """Look, where the database is there; gives how long to wait before the next look, in seconds."""
        try:
            self._worker.look()
            self._told.there()
        except StateLost as error:
            self._told.lost(error)
        return self._beat

    def _end(self, signals: Signals) -> int:
        self._worker.ask_to_end()
        self._look()
        while names := self._worker.running:
            if _END & set(signals.wait(min(1.0, self._beat))):
                logger.warning("%s", say("asking again: {names}", names=listed(sorted(names))))
                self._worker.ask_to_end()
            try:
                self._worker.look()
            except StateLost as error:
                if self._worker.alive:
                    continue
                logger.error("%s", say("how crawls ended is not recorded: {why}", why=told(error)))
                return Exit.STORAGE
        self._worker.close()
        logger.info("%s", say("the worker ends, no crawl runs"))
        return Exit.OK


def cancelled(url: str, name: str) -> int:
    """Cancel a crawl by its name in the schedule, and say so; gives the exit code."""
    try:
        records = Records(Queue(url))
        found = records.cancel(name)
        records.close()
    except StateLost as error:
        print(told(error), file=sys.stderr)
        return Exit.STORAGE
    if not found:
        raise UsageError(say("no crawl of the name {name} waits or runs", name=name), print_help=False)
    if found == "todo":
        print(say("{name} only waited: it is not started before its next time", name=name))
    else:
        print(say("{name} runs: it is asked to end, and is resumed at its next time", name=name))
    return Exit.OK


class Deferring:
    """A scheduler for many machines, until SIGTERM or until its terminal is closed; SIGHUP reads the file again.

    `read_again` gives the plan as it is now in the file, or as it was; `is_closed` whether SIGHUP tells that the
    terminal is closed.
    """

    def __init__(self, settings: Settings, url: str, plan: Plan) -> None:
        self._url, self._beat, self._told = url, timedelta(seconds=beat_of(settings)), Told()
        self.plan = plan
        """What is deferred."""
        self._queue: Queue | None = None
        self._leads: bool | None = None

    def run(self, signals: Signals, read_again: Callable[[], Plan], is_closed: Callable[[], bool]) -> None:
        """Defer what is due, whenever this scheduler leads."""
        if self.plan.report or self.plan.watch:
            words = say("[report] and [watch] belong to the machine of `scrapy keep`: they are left out")
            logger.warning("%s", words)
        while not _END & (got := set(signals.wait(self._look()))):
            if signal.SIGHUP in got:
                if is_closed():
                    break
                self.plan = read_again()
        self._let_go()
        logger.info("%s", say("the scheduler ends"))

    def _look(self) -> float:
        wait = self._beat
        try:
            if self._queue is None:
                self._queue = Queue(self._url)
            if self._lead(self._queue):
                wait = min(wait, Leader(self._queue).look(self.plan))
            self._told.there()
        except StateLost as error:
            self._told.lost(error)
            self._let_go()
        return wait.total_seconds()

    def _lead(self, queue: Queue) -> bool:
        leads = self._leads or queue.lead()
        if leads != self._leads:
            self._leads = leads
            words = say("this scheduler leads") if leads else say("another scheduler leads: this one waits for its end")
            logger.info("%s", words)
        return leads

    def _let_go(self) -> None:
        self._leads = None
        if self._queue is not None:
            self._queue.close()
            self._queue = None
