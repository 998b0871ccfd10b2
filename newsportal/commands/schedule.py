"""`scrapy schedule`: starts crawls at the times of schedule.toml (docs/scheduling.md)."""

from __future__ import annotations

import argparse
import logging
import os
import signal
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.log import configure_logging

from newsportal import paths
from newsportal.command_line import settings_check
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.lock import Held, hold
from newsportal.messages import counted, listed, say
from newsportal.os_errors import told
from newsportal.schedule.posix_signals import Signals, caught, has_terminal
from newsportal.toml_file import TomlError

if TYPE_CHECKING:
    from newsportal.schedule.plan import Plan
    from newsportal.schedule.runner import Runner

logger = logging.getLogger(__name__)


class Command(CheckedCommand, ScrapyCommand):
    """Start crawls when they are due, until SIGTERM; SIGHUP reads schedule.toml again."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[--check | --cluster] [schedule.toml]"

    def short_desc(self) -> str:
        """Description."""
        return say("Start crawls as schedule.toml says")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument(
            "--check", action="store_true", help=say("only read and check the file, and say what comes next")
        )
        words = say("put crawls that are due into the database of NEWSPORTAL_STATE, for `scrapy work` on any machine")
        parser.add_argument("--cluster", action="store_true", help=words)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the file, then start crawls by it."""
        from newsportal.output.jsonl_store import path_of
        from newsportal.schedule.runner import Runner, watched

        assert self.settings is not None
        if len(args) > 1 or (opts.check and opts.cluster):
            raise UsageError(say("scrapy schedule takes one file, and either --check or --cluster"), print_help=False)
        self._path = Path(args[0] if args else "schedule.toml")
        try:
            plan = self._read(strict=opts.check)
        except (TomlError, OSError) as error:
            raise UsageError(told(error), print_help=False) from None
        if opts.check:
            self._say(plan)
            return
        # Not if it was started to outlive its terminal (`nohup`).
        self._ends_with_terminal = has_terminal() and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        if opts.cluster:
            self._defer(plan)
            return
        configure_logging(self.settings)
        folder, logs = paths.schedule_folder(self.settings), paths.log_folder(self.settings)
        project = Path(closest_scrapy_cfg()).parent
        self._crawls = path_of(paths.output_folder(self.settings), "crawls")
        try:
            with (
                caught(signal.SIGTERM, signal.SIGINT, signal.SIGHUP) as signals,
                hold(folder / "scheduler.lock", f"process {os.getpid()}"),
            ):
                self._keep(Runner(plan, folder.absolute(), watched(plan, logs, project)), signals, logs, project)
        except Held as held:
            logger.error("%s", say("a scheduler runs already ({who})", who=held.by))
            self.exitcode = Exit.LOCKED

    def _read(self, *, strict: bool = False) -> Plan:
        from newsportal.schedule.config import read

        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        # The other crawls go on; one of a broken file ends with exit code 2 and says so in its own log.
        broken = {} if strict else getattr(loader, "broken", {})

        def check_arguments(portal: str, arguments: dict[str, str]) -> None:
            checked = None if portal in broken else getattr(loader.load(portal), "check", None)
            if checked is not None:
                checked(arguments)

        check_settings = partial(settings_check.check, self.settings)
        return read(self._path, [*loader.list(), *broken], check_arguments, check_settings)

    def _say(self, plan: Plan) -> None:
        now = datetime.now(UTC)
        for entry in sorted(plan.entries, key=lambda entry: entry.due(now, None, None)):
            due = entry.due(now, None, None).astimezone()
            words = say(
                "{name}: {when}, next {due:%Y-%m-%d %H:%M %Z}, priority {priority}",
                name=entry.name,
                when=entry.when,
                due=due,
                priority=entry.priority,
            )
            print(words)
        words = counted(
            "{file} is in order: {n:,} crawl, at most {most:,} at once",
            "{file} is in order: {n:,} crawls, at most {most:,} at once",
            len(plan.entries),
            file=self._path,
            most=plan.at_once,
        )
        print(words)

    def _defer(self, plan: Plan) -> None:
        assert self.settings is not None
        url = paths.queue(self.settings)
        from newsportal.command_line.working import Deferring, configure_logs

        configure_logs(self.settings)
        self._say_scheduled(plan)
        with caught(signal.SIGTERM, signal.SIGINT, signal.SIGHUP) as signals:
            deferring = Deferring(self.settings, url, plan)
            deferring.run(signals, lambda: self._read_again(deferring.plan), self._is_closed)

    def _say_scheduled(self, plan: Plan) -> None:
        words = counted(
            "{n:,} crawl is scheduled by {file}",
            "{n:,} crawls are scheduled by {file}",
            len(plan.entries),
            file=self._path,
        )
        logger.info("%s", words)

    def _keep(self, runner: Runner, signals: Signals, logs: Path, project: Path) -> None:
        from newsportal.schedule.reporter import Reporter, in_project
        from newsportal.schedule.runner import watched
        from newsportal.schedule.watching import Watching

        self._say_scheduled(runner.plan)
        reporter, watching = Reporter(self._crawls, in_project(project)), Watching(in_project(project))
        while True:
            wait = runner.look(datetime.now(UTC))
            reporter.look(runner.plan.report)
            watching.look(runner.plan.watch, datetime.now())
            got = signals.wait(wait.total_seconds())
            if {signal.SIGTERM, signal.SIGINT} & set(got):
                break
            if signal.SIGHUP in got:
                if self._is_closed():
                    break
                plan = self._read_again(runner.plan)
                runner.change(plan, watched(plan, logs, project))
        self._end(runner, signals)
        watching.end()

    def _is_closed(self) -> bool:
        """Whether SIGHUP tells that the terminal was closed with which this is to end."""
        closed = self._ends_with_terminal and not has_terminal()
        if closed:
            logger.info("%s", say("the terminal was closed"))
        return closed

    def _read_again(self, plan: Plan) -> Plan:
        """The plan as it stands in the file now; the old one where that is wrong."""
        try:
            plan = self._read()
            words = counted(
                "read {file} again: {n:,} crawl", "read {file} again: {n:,} crawls", len(plan.entries), file=self._path
            )
            logger.info("%s", words)
        except (TomlError, OSError) as error:
            logger.error("%s\n%s", told(error), say("The schedule stays as it was"))
        return plan

    def _end(self, runner: Runner, signals: Signals) -> None:
        runner.ask_to_end()
        while names := runner.running(datetime.now(UTC)):
            if {signal.SIGTERM, signal.SIGINT} & set(signals.wait(1)):
                logger.warning("%s", say("asking again: {names}", names=listed(sorted(names))))
                runner.ask_to_end()
        logger.info("%s", say("the scheduler ends, no crawl runs"))
