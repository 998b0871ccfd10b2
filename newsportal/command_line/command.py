"""What every command begins with: its options and settings are right, or one sentence says which is not."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from datetime import datetime
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal.command_line import settings_check
from newsportal.command_line.help_words import translate
from newsportal.messages import meant, say
from newsportal.os_errors import told
from newsportal.text.china_time import CHINA, MAX_DAYS

if TYPE_CHECKING:
    Base = ScrapyCommand
else:
    Base = object

LOOK_SECONDS = 300
"""For how long a portal is looked at, unless `--seconds` says otherwise: a dozen requests take half a minute."""


def number(words: str) -> int:
    """An option's number, 0 or more; for argparse, which says what is wrong with it."""
    if not words.isdecimal():
        raise argparse.ArgumentTypeError(say("a whole number of 0 or more is needed, not {words}", words=words))
    return min(int(words), sys.maxsize)


def days_of(text: object) -> float:
    """An option's or a setting's number of days, above 0. Raises UsageError."""
    try:
        days = float(str(text))
    except ValueError:
        days = 0
    if not (isfinite(days) and 0 < days <= MAX_DAYS):
        raise UsageError(say("--days takes a number of days above 0, not {text}", text=text), print_help=False)
    return days


def since(words: str | None) -> datetime | None:
    """An option's time, a day or a span before now; None where it is not given. Raises UsageError."""
    if words is None:
        return None
    from newsportal.schedule.values import duration

    now = datetime.now(CHINA)
    try:
        when = datetime.fromisoformat(words)
        return when.astimezone(CHINA) if when.tzinfo else when.replace(tzinfo=CHINA)
    except (ValueError, OverflowError):
        try:
            return now - duration(words)
        except (ValueError, OverflowError):
            message = say("--since takes a day (2026-11-20) or a span (12h, 8d), not {words}", words=words)
            raise UsageError(message, print_help=False) from None


def add_bound(parser: argparse.ArgumentParser) -> None:
    """Add the option `--seconds` to those of a command that looks at a portal."""
    words = say("end the look at the portal after so many seconds ({seconds}; 0: never)", seconds=LOOK_SECONDS)
    parser.add_argument("--seconds", type=number, default=LOOK_SECONDS, help=words)


class CheckedCommand(Base):
    """Stands before Scrapy's class among a command's bases: `class Command(CheckedCommand, ScrapyCommand)`.

    Wrong options and settings end with one sentence and exit code 2, Ctrl-C without a traceback.
    """

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options; the first that Scrapy asks of a command, so that from here on signals are its own."""
        super().add_options(parser)
        translate(parser)
        self._parser = parser
        self.catch_signals()

    def catch_signals(self) -> None:
        """Let Ctrl-C end the process as any other program, in place of Python's traceback."""
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.SIG_DFL)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Set settings by the options; raises UsageError for what is wrong with either."""
        assert self.settings is not None
        if self.requires_crawler_process:
            # Each of its deprecated classes walks the whole stack, and all modules for each frame (inspect.stack): it
            # takes a tenth of a start where it is imported within a dozen others, as the spiders would.
            import_module("scrapy.core.downloader.contextfactory")
        self._check_known(args)
        given = dict(pair.split("=", 1) for pair in opts.set if "=" in pair)
        try:
            settings_check.check(self.settings, given | ({"LOG_LEVEL": opts.loglevel} if opts.loglevel else {}))
            super().process_options(args, opts)
            if path := self.settings.get("LOG_FILE"):
                Path(path).open("a").close()
                # Or logging prints a traceback for each record that a full disk refuses; SafeLog says it once.
                logging.raiseExceptions = False
        except UsageError as error:
            raise UsageError(say(str(error)), print_help=False) from None
        except (settings_check.SettingError, OSError) as error:
            raise UsageError(told(error), print_help=False) from None

    def _check_known(self, args: list[str]) -> None:
        """Scrapy takes an option that it does not know for an argument."""
        options = [option for action in self._parser._actions for option in action.option_strings]
        for argument in args:
            if argument.startswith("-"):
                words = say("there is no option {option}", option=argument)
                raise UsageError(meant(words, argument.split("=")[0], options), print_help=False)
