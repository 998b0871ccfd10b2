"""`scrapy reread`: kept pages read again with today's rules and words."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import lock, paths
from newsportal import settings as defaults
from newsportal.command_line.command import CheckedCommand, since
from newsportal.exit_codes import Exit
from newsportal.messages import duration, listed, say
from newsportal.os_errors import told

if TYPE_CHECKING:
    from newsportal.output.store import Store
    from newsportal.state.sqlite import SqliteState

_TELL = 10
"""Seconds between two lines that say how far it is."""


class Command(CheckedCommand, ScrapyCommand):
    """Read the pages that were kept again; what changed of an article becomes a revision that says why."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[options] [PORTAL]"

    def short_desc(self) -> str:
        """Description."""
        return say("Read kept pages again with today's rules: what changed of an article becomes a revision")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument(
            "--since", metavar="WHEN", help=say("pages that came since then: 2026-11-20, or 12h, or 8d")
        )
        parser.add_argument("--dry-run", action="store_true", help=say("report what would change, and store nothing"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Reread the portal, or all of which pages are kept, one after the other."""
        import sqlite3

        from newsportal.output.store import RecordsGone, WrongState
        from newsportal.state.sqlite import StateError
        from newsportal.warc.library import WarcMissing, fastwarc

        if len(args) > 1:
            raise UsageError(say("scrapy reread takes one portal, or none for all"), print_help=False)
        assert self.settings is not None
        paths.check_no_database(self.settings)
        self._since, self._dry = since(opts.since), opts.dry_run
        try:
            fastwarc()
            for portal, files in self._kept(args[0] if args else None).items():
                self._portal(portal, files)
        except (WrongState, WarcMissing) as error:
            raise UsageError(f"{error}", print_help=False) from None
        except (StateError, RecordsGone, OSError, ValueError, sqlite3.Error) as error:
            print(told(error), file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _kept(self, portal: str | None) -> dict[str, list[Path]]:
        """The archive's files by portal; raises UsageError where none is kept."""
        from newsportal.warc.read import files_by_portal

        assert self.settings is not None
        folder = paths.warc_folder(self.settings)
        if folder is None:
            words = say("NEWSPORTAL_WARC names no folder: scrapy reread reads the pages that crawls kept there")
            raise UsageError(words, print_help=False)
        found, unknown = files_by_portal(folder)
        for path in unknown:
            words = say(
                "{file} is damaged where it begins and left out: its first record says whose pages it keeps", file=path
            )
            print(words, file=sys.stderr)
        if not found or portal not in (None, *found):
            words = say("nothing is kept in {folder}", folder=folder)
            if found:
                words = say(
                    "nothing is kept of a portal {portal!r} in {folder}; kept are: {names}",
                    portal=portal, folder=folder, names=listed(list(found)),
                )  # fmt: skip
            raise UsageError(words, print_help=False)
        return {portal: found[portal]} if portal else found

    def _portal(self, portal: str, files: list[Path]) -> None:
        assert self.settings is not None
        who = f"process {os.getpid()}, reread of {portal} since {datetime.now():%Y-%m-%d %H:%M:%S}"
        try:
            with ExitStack() as held:
                if not self._dry:
                    held.enter_context(lock.hold(paths.crawl_lock(self.settings, portal), who))
                self._reread(portal, files, held)
        except lock.Held as error:
            print(
                say("a crawl of {name} runs ({who}): reread it afterwards", name=portal, who=error.by), file=sys.stderr
            )
            self.exitcode = max(self.exitcode, Exit.LOCKED)

    def _opened(self, held: ExitStack) -> tuple[SqliteState, Store]:
        """State and store, which agree on what is stored if something is to be written."""
        from newsportal.crawl.places import opened
        from newsportal.output import rebuild
        from newsportal.output.schema import KINDS

        assert self.settings is not None
        state, store = opened(self.settings, held)
        if not self._dry:
            state.begin()
            with store.claimed(*KINDS):
                state.commit()
            state.begin()
            rebuild.fill_missing(state, store, window_days=self._days())
            state.commit()
        return state, store

    def _days(self) -> int:
        assert self.settings is not None
        return self.settings.getint("NEWSPORTAL_REPEAT_DAYS", defaults.NEWSPORTAL_REPEAT_DAYS)

    def _reread(self, portal: str, files: list[Path], held: ExitStack) -> None:
        from newsportal.reread import report
        from newsportal.reread.kept_pages import KeptPages
        from newsportal.reread.reading import KeptReader
        from newsportal.reread.run import Rereading
        from newsportal.state.portal_state import PortalState

        settings = self.settings
        assert settings is not None
        state, store = self._opened(held)
        memory, pages = PortalState(state, portal, window_days=self._days()), KeptPages(files, self._since)
        reader = KeptReader(
            pages, memory, portal, top=settings.getint("NEWSPORTAL_KEYWORDS", defaults.NEWSPORTAL_KEYWORDS),
            limit=settings.getint("NEWSPORTAL_PAGE_MAXSIZE", defaults.NEWSPORTAL_PAGE_MAXSIZE),
        )  # fmt: skip
        newest = store.newest("articles", lambda line: line["url"] if line["portal"] == portal else None)
        rereading = Rereading(
            memory, pages, reader, newest, None if self._dry else store, _progress(portal, len(pages))
        )
        outcome = rereading.run()
        for words in pages.damaged:
            print(words, file=sys.stderr)
        print("\n".join(report.lines(portal, outcome, pages.unread)), flush=True)
        if self._dry and outcome.changes.articles + outcome.new:
            print(say("nothing was stored: without --dry-run these become revisions"))


def _progress(portal: str, of: int) -> Callable[[int, int], None]:
    """Says every ten seconds how far a portal is: so many pages read, so many articles changed."""
    begin = last = time.monotonic()

    def tell(pages: int, changed: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _TELL:
            return
        last, left = now, duration(timedelta(seconds=(now - begin) / pages * (of - pages)))
        words = say(
            "{portal}: {pages:,} of {all:,} pages, {changed:,} articles changed, {left} left",
            portal=portal, pages=pages, all=of, changed=changed, left=left,
        )  # fmt: skip
        print(words, file=sys.stderr, flush=True)

    return tell
