"""`scrapy work`: a worker that runs the crawls of `scrapy schedule --cluster` (docs/cluster.md)."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, number
from newsportal.messages import say


class Command(CheckedCommand, ScrapyCommand):
    """Run the crawls that `scrapy schedule --cluster` defers, until SIGTERM."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[--at-once N] | --cancel NAME"

    def short_desc(self) -> str:
        """Description."""
        return say("Run the crawls that `scrapy schedule --cluster` puts into a database")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        words = say("how many crawls run at the same time (2)")
        parser.add_argument("--at-once", type=number, metavar="N", help=words)

        words = say("end the crawl of this name in the schedule, on whichever machine it runs or waits")
        parser.add_argument("--cancel", metavar="NAME", help=words)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Work, or cancel a crawl."""
        assert self.settings is not None
        if args:
            raise UsageError(say("scrapy work takes no arguments"), print_help=False)
        if opts.at_once == 0:
            raise UsageError(say("--at-once: a worker runs one crawl at least"), print_help=False)
        if opts.cancel is not None and opts.at_once is not None:
            raise UsageError(say("--cancel starts no worker: it goes without --at-once"), print_help=False)
        if opts.cancel == "":
            raise UsageError(say("--cancel takes the name of a crawl in the schedule"), print_help=False)
        url = paths.queue(self.settings)
        from newsportal.command_line.working import Working, cancelled

        if opts.cancel is not None:
            self.exitcode = cancelled(url, opts.cancel)
            return
        given = dict(pair.split("=", 1) for pair in opts.set)
        self.exitcode = Working(self.settings, url, opts.at_once or 2, given).run()
