"""`scrapy sql`: a question in SQL over the records, read-only."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, number
from newsportal.messages import listed, say
from newsportal.text.china_time import iso

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from rich.table import Table
    from rich.text import Text

_FEW = 100
"""Rows of a table unless the user says."""
_WIDE = 200
"""Width of a table that no terminal shows, in signs."""
_NARROW = 12
"""Signs that a column needs; where all have less, each row is shown as lines of name and value."""


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
        from newsportal.reading.tables.connection import VIEWS

        return say("Answer one SELECT over the records; the views are {views}", views=", ".join(VIEWS))

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--export", metavar="FOLDER", help=say("over what scrapy export wrote there, faster"))
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--json", action="store_true", help=say("a JSON object a line"))
        one.add_argument("--csv", action="store_true", help=say("CSV that spreadsheets open"))
        parser.add_argument("--most", type=number, default=_FEW, metavar="N", help=say("rows of the table; 0: all"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Ask, and print the answer."""
        from newsportal.reading.tables import connection as tables

        assert self.settings is not None
        if len(args) != 1:
            message = say(
                "scrapy sql takes one SELECT in quotes; the views are {views}", views=listed(list(tables.VIEWS))
            )
            raise UsageError(message, print_help=False)
        folder = Path(opts.export) if opts.export is not None else paths.output_folder(self.settings)
        if opts.export is not None and not (folder / tables.EXPORTED).exists():
            raise UsageError(say("scrapy export has not written into {folder}", folder=folder), print_help=False)
        try:
            with tables.refusals_told():
                con = (tables.over_output if opts.export is None else tables.over_export)(folder)
                tables.lock(con, folder)
                _print(tables.ask(con, args[0]), opts)
        except tables.TablesError as error:
            raise UsageError(f"{error}", print_help=False) from None


def _print(answer: DuckDBPyConnection, opts: argparse.Namespace) -> None:
    told_names = [column[0] for column in answer.description or ()]
    names = [name if name not in told_names[:n] else f"{name}_{n + 1}" for n, name in enumerate(told_names)]
    rows = iter(answer.fetchone, None)
    if opts.json:
        for row in rows:
            print(json.dumps(dict(zip(names, map(_value, row or ()), strict=True)), ensure_ascii=False, default=str))
    elif opts.csv:
        from newsportal.reading.tables import sheets

        print("\ufeff", end="")
        sheets.write(sys.stdout, names, rows)
    else:
        _table(names, rows, opts.most)


def _value(value: Any) -> Any:
    return iso(value) if isinstance(value, datetime) else value


def _table(names: list[str], rows: Iterator[tuple[Any, ...]], most: int) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else _WIDE)
    shown = (list(map(_text, row)) for row in islice(rows, most or None))
    heads = [Text(name, "bold") for name in names]
    if len(names) * _NARROW <= console.width:
        console.print(_grid(shown, *heads))
    else:
        for row in shown:
            console.print(_grid(zip(heads, row, strict=True)), "")
    if more := sum(1 for _ in rows):
        print(say("and {more:,} more rows: --most 0 shows all", more=more))


def _text(value: Any) -> Text:
    from rich.text import Text

    from newsportal.reading.tables import sheets

    return Text("" if value is None else str(sheets.plain(value)))


def _grid(rows: Iterable[Iterable[Text]], *heads: Text) -> Table:
    from rich.table import Column, Table

    columns = [Column(head, overflow="fold") for head in heads]
    table = Table(*columns, box=None, pad_edge=False, show_header=bool(heads))
    for row in rows:
        table.add_row(*row)
    return table
