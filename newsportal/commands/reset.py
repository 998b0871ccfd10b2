"""`scrapy reset`: starts over with a portal, or with all."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.log import configure_logging

from newsportal import paths
from newsportal import settings as defaults
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.messages import listed, marked, say
from newsportal.os_errors import told


class Command(CheckedCommand, ScrapyCommand):
    """Set the records of a portal (or of all) aside and forget them: the next crawl is a first one."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[--yes] [PORTAL]"

    def short_desc(self) -> str:
        """Description."""
        return say("Start over with a portal, or with all: set its records aside and forget it")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--yes", action="store_true", help=say("do not ask"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Ask, then start over."""
        import sqlite3

        from newsportal.crawl.reset import CrawlRuns
        from newsportal.output.store import WrongState
        from newsportal.state.sqlite import StateError

        assert self.settings is not None
        if len(args) > 1:
            raise UsageError(say("scrapy reset takes one portal, or none for all"), print_help=False)
        paths.check_no_database(self.settings)
        paths.check(self.settings)
        configure_logging(self.settings)
        try:
            self._start_over(args[0] if args else None, opts.yes)
        except WrongState as error:
            raise UsageError(f"{error}", print_help=False) from None
        except CrawlRuns as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.LOCKED
        except (StateError, OSError, ValueError, sqlite3.Error) as error:
            print(told(error), file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _start_over(self, portal: str | None, sure: bool) -> None:
        from newsportal.crawl.places import opened
        from newsportal.crawl.reset import portals, start_over

        settings = self.settings
        assert settings is not None
        with ExitStack() as held:
            state, store = opened(settings, held)
            known = portals(state, store)
            if portal not in (None, *known):
                names = listed(known) or say("none")
                words = say("nothing is known of a portal {portal!r}; known are: {names}", portal=portal, names=names)
                raise UsageError(words, print_help=False)
            every = say("all portals ({names})", names=listed(known) or say("none"))
            if not sure and not _agreed(portal or every, store.place()):
                print(say("nothing was changed"))
                return
            days = settings.getint("NEWSPORTAL_REPEAT_DAYS", defaults.NEWSPORTAL_REPEAT_DAYS)
            locks = paths.crawl_lock(settings, "").parent
            place = start_over(state, store, locks, portal, window_days=days)
        words = say("{portal} starts over with its next crawl", portal=portal or say("every portal"))
        print(say("{sentence}; its records are in {place}", sentence=words, place=place) if place else words)


def _agreed(whom: str, place: str) -> bool:
    """Ask on the terminal; without one, nothing agrees."""
    if not sys.stdin.isatty():
        raise UsageError(say("scrapy reset asks first: add --yes where nobody can answer"), print_help=False)
    words = marked("Start over with {whom}: the records in {place} are set aside there, and the state forgets them.")
    print(say(words, whom=whom, place=place))
    try:
        return input(say("Go on? [y/N] ")).strip().lower() in ("y", "yes", "是")
    except (EOFError, KeyboardInterrupt):
        return False
