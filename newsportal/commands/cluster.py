"""`scrapy cluster`: the database that crawls of several machines share (docs/cluster.md)."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.messages import counted, marked, needs, say
from newsportal.os_errors import told


class Command(CheckedCommand, ScrapyCommand):
    """Print the database's tables and roles, or move a state into it or back."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "--sql | --import | --export"

    def short_desc(self) -> str:
        """Description."""
        return say("Tables and rights of the database that machines share; move a state there or back")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        which = parser.add_mutually_exclusive_group()
        for option, words in (
            ("sql", say("print the statements that make the tables, and roles of least rights, for psql")),
            ("import", say("move what this project's crawls walk by into the database; its files go on")),
            ("export", say("move it back, so that crawls here need no database")),
        ):
            which.add_argument(f"--{option}", dest="way", action="store_const", const=option, help=words)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print, or move."""
        import sqlite3

        from newsportal.lock import Held
        from newsportal.state.sqlite import StateError

        assert self.settings is not None
        if args or not opts.way:
            raise UsageError(say("scrapy cluster takes one of --sql, --import and --export"), print_help=False)
        paths.check(self.settings)
        try:
            self._sql() if opts.way == "sql" else self._move(back=opts.way == "export")
        except Held as held:
            print(say("a crawl runs ({who}): let it end, then move", who=held.by), file=sys.stderr)
            self.exitcode = Exit.LOCKED
        except (StateError, OSError, ValueError, sqlite3.Error) as error:
            print(told(error), file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _sql(self) -> None:
        if find_spec("procrastinate") is None:
            raise UsageError(needs("procrastinate", "cluster"), print_help=False)
        from newsportal.schedule.cluster import tables
        from newsportal.state.postgres.schema import roles, statements

        print(f"{statements()}{tables.statements()}{roles()}{tables.roles()}", end="")

    def _move(self, *, back: bool) -> None:
        from newsportal.crawl.cluster.move import move

        assert self.settings is not None
        if paths.database(self.settings) is None:
            words = say("NEWSPORTAL_STATE names no database to move to or from (docs/cluster.md)")
            raise UsageError(words, print_help=False)
        pages = move(self.settings, back=back)
        print(counted("{n:,} page known, moved", "{n:,} pages known, moved", pages))
        words = marked("next: NEWSPORTAL_STATE into the settings of all machines, and scrapy keep in this folder")
        if back:
            words = marked("next: NEWSPORTAL_STATE out of the settings of all machines; then crawls here go on")
        print(say(words))
