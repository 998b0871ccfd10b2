"""`scrapy watch`: tells of headlines by their words, through the channels of watches.toml (docs/watching.md)."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.log import configure_logging

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, since
from newsportal.exit_codes import Exit
from newsportal.lock import Held, hold
from newsportal.messages import counted, meant, say
from newsportal.os_errors import told
from newsportal.schedule.posix_signals import Signals, caught
from newsportal.toml_file import TomlError, written

if TYPE_CHECKING:
    from newsportal.watch.channels import Channel
    from newsportal.watch.config import Config
    from newsportal.watch.watch_file import WatchFile
    from newsportal.watch.watcher import Watcher

logger = logging.getLogger(__name__)
_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Command(CheckedCommand, ScrapyCommand):
    """Tell what is new to whom watches.toml says; exit code 4 if a receiver refused it, 3 if one did not answer."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[--follow | --check | --dry-run | --test CHANNEL] [--since WHEN] [watches.toml]"

    def short_desc(self) -> str:
        """Description."""
        return say("Tell of new headlines by their words, as watches.toml says")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--follow", action="store_true", help=say("go on until Ctrl-C, telling as crawls write"))
        one.add_argument("--check", action="store_true", help=say("only read and check the file"))
        one.add_argument("--dry-run", action="store_true", help=say("show what would be told, and tell nothing"))
        one.add_argument("--test", metavar="CHANNEL", help=say("send one line to a channel"))
        one.add_argument(
            "--import", dest="imported", metavar="FILE", help=say("print TrendRadar's frequency_words.txt as watches")
        )
        parser.add_argument("--since", metavar="WHEN", help=say("tell from then on: 2026-11-20, or 12h, or 8d"))
        parser.add_argument("--again", action="store_true", help=say("send once more what receivers refused"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the options say."""
        from newsportal.watch import trendradar
        from newsportal.watch.channels import ChannelError

        assert self.settings is not None
        if len(args) > 1:
            raise UsageError(say("scrapy watch takes one file"), print_help=False)
        self._path, self._since = Path(args[0] if args else "watches.toml"), since(opts.since)
        try:
            if opts.imported:
                print(trendradar.watches(Path(opts.imported).read_text("utf-8-sig")), end="")
                return
            config, channels = self._read()
        except (TomlError, OSError, ChannelError, ValueError) as error:
            raise UsageError(told(error), print_help=False) from None
        if opts.check:
            told_of = {"watches": len(config.watches), "channels": len(channels), "file": self._path}
            print(say("{file} is in order: watches {watches:,}, channels {channels:,}", **told_of))
        elif opts.test:
            self._test(opts.test, channels)
        else:
            self._work(config, channels, opts)

    def _read(self) -> tuple[Config, dict[str, Channel]]:
        from newsportal.watch.channels import Channel
        from newsportal.watch.config import read

        assert self.settings is not None
        config = read(self._path, get_spider_loader(self.settings).list(), open_channel=Channel)
        return config, {name: Channel(address) for name, address in config.channels.items()}

    def _test(self, name: str, channels: dict[str, Channel]) -> None:
        from newsportal.watch import rehearsal

        if name not in channels:
            raise UsageError(meant(say("there is no channel {name!r}", name=name), name, channels), print_help=False)
        answer = channels[name].send(rehearsal.line())
        if answer.kind == "sent":
            print(say("{channel} took a message", channel=name))
            return
        print(say("{channel} took no message: {why}", channel=name, why=answer.words), file=sys.stderr)
        self.exitcode = Exit.REFUSED if answer.kind == "refused" else Exit.UNREACHABLE

    def _work(self, config: Config, channels: dict[str, Channel], opts: argparse.Namespace) -> None:
        import sqlite3

        from newsportal.watch import rehearsal
        from newsportal.watch.queue import Queue
        from newsportal.watch.watch_file import WatchFile, WatchFileError

        assert self.settings is not None
        if not opts.follow and not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
        configure_logging(self.settings)
        path = paths.watch_file(self.settings)
        try:
            if opts.dry_run:
                with WatchFile(path) as file, self._watcher(file, config, channels) as watcher:
                    print(rehearsal.shown(file, watcher, channels, self._since))
                return
            with (
                caught(*(one for one in _ENDS if signal.getsignal(one) is not signal.SIG_IGN)) as signals,
                hold(path.with_suffix(".lock"), f"process {os.getpid()}"),
                WatchFile(path) as file,
            ):
                if opts.again:
                    Queue(file).again()
                work = self._follow if opts.follow else self._once
                work(file, config, channels, partial(_ended, signals))
        except Held as held:
            print(say("a watcher runs already ({who})", who=held.by), file=sys.stderr)
            self.exitcode = Exit.LOCKED
        except (WatchFileError, sqlite3.Error, OSError) as error:
            print(say("the watch ends: {why}", why=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _watcher(self, file: WatchFile, config: Config, channels: dict[str, Channel]) -> Watcher:
        from newsportal.watch.watcher import Watcher

        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        titles = {name: str(getattr(loader.load(name), "title", "") or name) for name in loader.list()}
        return Watcher(paths.output_folder(self.settings), file, config, channels, titles)

    def _once(
        self, file: WatchFile, config: Config, channels: dict[str, Channel], ended: Callable[[float], bool]
    ) -> None:
        from newsportal.watch.queue import Queue

        with self._watcher(file, config, channels) as watcher:
            self._begin(watcher)
            watcher.deliver(ended)
        delivery = watcher.delivery
        states = Queue(file).states()
        left = sum(state.waiting for state in states)
        print(say("told {sent:,}, messages that wait {left:,}", sent=delivery.sent, left=left))
        if delivery.refused:
            self.exitcode = Exit.REFUSED
        elif delivery.down or any(state.waiting and state.error for state in states):
            self.exitcode = Exit.UNREACHABLE

    def _follow(
        self, file: WatchFile, config: Config, channels: dict[str, Channel], ended: Callable[[float], bool]
    ) -> None:
        while True:
            begun = written(self._path)
            words = counted("{n:,} watch of {file}", "{n:,} watches of {file}", len(config.watches), file=self._path)
            logger.info("%s", words)
            with self._watcher(file, config, channels) as watcher:
                self._begin(watcher)
                why = watcher.follow(ended, lambda begun=begun: written(self._path) != begun)  # type: ignore[misc]
            if watcher.delivery.refused:
                self.exitcode = Exit.REFUSED
            if why == "stopped":
                return
            try:
                config, channels = self._read()
            except (TomlError, OSError) as error:
                logger.error("%s\n%s", told(error), say("The watches stay as they were"))

    def _begin(self, watcher: Watcher) -> None:
        """Read what was written while no watcher ran."""
        if watcher.begins and self._since is None:
            logger.warning("%s", say("what the files hold already is not told; --since 1d tells of the last day"))
        watcher.begin(self._since)
        self._since = None


def _ended(signals: Signals, seconds: float) -> bool:
    """Wait for a signal that ends the command; says whether one came."""
    return bool(set(_ENDS) & set(signals.wait(seconds)))
