"""`scrapy sql`: a question in SQL over the records, read-only."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.messages import listed, say
from newsportal.reading.tables import sheets
from newsportal.reading.tables.connection import EXPORTED, VIEWS, TablesError, ask, lock, over_export, over_output
from newsportal.text.china_time import iso

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEW = 100
"""Rows of a table unless the user says."""
_WIDE = 200
"""Columns of a table that no terminal shows."""


class Command(CheckedCommand, ScrapyCommand):
    """Answer one SELECT over the output files, or over what was exported of them, by DuckDB."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return '"SELECT …" [--export FOLDER] [--json | --csv]'

    def short_desc(self) -> str:
        """Description."""
        return say("Answer one SELECT over the records; the views are {views}", views=", ".join(VIEWS))

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--export", metavar="FOLDER", help=say("over what scrapy export wrote there, faster"))
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--json", action="store_true", help=say("a JSON object a line"))
        one.add_argument("--csv", action="store_true", help=say("CSV that spreadsheets open"))
        parser.add_argument("--most", type=int, default=_FEW, metavar="N", help=say("rows of the table; 0: all"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Ask, and print the answer."""
        assert self.settings is not None
        if len(args) != 1:
            message = say("scrapy sql takes one SELECT in quotes; the views are {views}", views=listed(list(VIEWS)))
            raise UsageError(message, print_help=False)
        folder = Path(opts.export) if opts.export else paths.output_folder(self.settings)
        if opts.export and not (folder / EXPORTED).exists():
            raise UsageError(say("scrapy export has not written into {folder}", folder=folder), print_help=False)
        try:
            con = (over_export if opts.export else over_output)(folder)
            lock(con, folder)
            _print(ask(con, args[0]), opts)
        except TablesError as error:
            raise UsageError(f"{error}", print_help=False) from None


def _print(answer: DuckDBPyConnection, opts: argparse.Namespace) -> None:
    names = [column[0] for column in answer.description or ()]
    rows = iter(answer.fetchone, None)
    if opts.json:
        for row in rows:
            print(json.dumps(dict(zip(names, map(_value, row or ()), strict=True)), ensure_ascii=False, default=str))
    elif opts.csv:
        print("\ufeff", end="")
        sheets.write(sys.stdout, names, rows)
    else:
        _table(names, rows, opts.most)


def _value(value: Any) -> Any:
    return iso(value) if isinstance(value, datetime) else value


def _table(names: list[str], rows: Iterator[tuple[Any, ...]], most: int) -> None:
    columns = [Column(name, overflow="fold") for name in names]
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in islice(rows, most or None):
        table.add_row(*("" if value is None else Text(str(sheets.plain(value))) for value in row))
    console = Console()
    console.print(table, width=None if console.is_terminal else _WIDE)
    if more := sum(1 for _ in rows):
        print(say("and {more:,} more rows: --most 0 shows all", more=more))
