"""`scrapy schema`: the JSON Schema of the output files, or typed views of them."""

from __future__ import annotations

import argparse
import json

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.messages import listed, say


class Command(CheckedCommand, ScrapyCommand):
    """Print the JSON Schema of one file's lines, or of all four; with --sql DuckDB's views of the files."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[--sql] [articles|headlines|sightings|crawls]"

    def short_desc(self) -> str:
        """Description."""
        return say("Print the JSON Schema of the output files, or typed views of them for DuckDB")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--sql", action="store_true", help=say("print statements that make the views"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it."""
        from newsportal.output.schema import KINDS, schema
        from newsportal.output.sql import views

        if len(args) > 1 or (args and args[0] not in KINDS):
            raise UsageError(say("scrapy schema takes one of: {kinds}", kinds=listed(list(KINDS))), print_help=False)
        if opts.sql:
            assert self.settings is not None
            print(views(paths.output_folder(self.settings).absolute(), *args), end="")
            return
        found = schema(args[0]) if args else {kind: schema(kind) for kind in KINDS}
        print(json.dumps(found, ensure_ascii=False, indent=2))
