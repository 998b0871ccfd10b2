"""`scrapy export`: the records as Parquet by day, as CSV, as one SQLite file, or as a corpus."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.lock import Held
from newsportal.messages import counted, listed, marked, say
from newsportal.os_errors import told


class Command(CheckedCommand, ScrapyCommand):
    """Write the records for other programs: what was written can be deleted and made again."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "FOLDER [--csv | --sqlite | --corpus [--longest]]"

    def short_desc(self) -> str:
        """Description."""
        return say("Write the records as Parquet by day, only days with news; or as CSV, one SQLite file, or a corpus")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--csv", action="store_true", help=say("CSV files that spreadsheets open"))
        words = say("one article a story, with the fields of corpora, as JSON lines and as Parquet")
        one.add_argument("--corpus", action="store_true", help=words)
        words = say("with --corpus: the longest article of a story in place of the earliest")
        parser.add_argument("--longest", action="store_true", help=words)
        one.add_argument("--sqlite", action="store_true", help=say("one SQLite file, and metadata for Datasette"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write them and say how much."""
        from sqlite3 import Error as SqliteError

        from newsportal.output.open import open_store
        from newsportal.output.schema import KINDS
        from newsportal.reading.tables.connection import TablesError, connect, refusals_told

        assert self.settings is not None
        if len(args) != 1 or not args[0]:
            raise UsageError(say("scrapy export takes one folder, for what it writes"), print_help=False)
        if opts.longest and not opts.corpus:
            raise UsageError(say("--longest goes with --corpus"), print_help=False)
        folder, target = paths.output_folder(self.settings), Path(args[0])
        if target.resolve() == folder.resolve():
            words = say("{folder} holds the records themselves; name another folder", folder=target)
            raise UsageError(words, print_help=False)
        if not any(map(open_store(folder).holds, KINDS)):
            raise UsageError(say("no crawl has written into {folder}", folder=folder), print_help=False)
        try:
            connect()
        except TablesError as error:
            raise UsageError(f"{error}", print_help=False) from None
        try:
            with refusals_told():
                self._write(folder, target, opts)
        except Held:
            print(say("another export writes into {folder}", folder=target), file=sys.stderr)
            self.exitcode = Exit.LOCKED
        except (OSError, SqliteError, TablesError) as error:
            print(say("the export cannot be written: {why}", why=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _write(self, folder: Path, target: Path, opts: argparse.Namespace) -> None:
        from newsportal.reading.tables import corpus, parquet, sheets, sqlite

        if opts.corpus:
            written = corpus.export(folder, target, "longest" if opts.longest else "earliest")
            words = marked("{n:,} articles in the corpus, of {all:,}")
            parts = [say(words, n=written["corpus"], all=written["articles"])]
        elif opts.csv or opts.sqlite:
            rows = (sheets if opts.csv else sqlite).export(folder, target)
            parts = [counted("{view} {n:,} row", "{view} {n:,} rows", n, view=view) for view, n in rows.items()]
        else:
            days = parquet.export(folder, target)
            parts = [counted("{kind} {n:,} day", "{kind} {n:,} days", n, kind=kind) for kind, n in days.items()]
        print(say("written into {folder}: {parts}", folder=target, parts=listed(parts)))
