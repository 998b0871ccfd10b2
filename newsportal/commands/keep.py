"""`scrapy keep`: the books of crawls on several machines, kept from the log that they share (docs/cluster.md)."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.messages import say


class Command(CheckedCommand, ScrapyCommand):
    """Keep the files of crawls on several machines, until SIGTERM."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Syntax."""
        return "[--once]"

    def short_desc(self) -> str:
        """Description."""
        return say("Write the files of crawls that share a database, from its log")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--once", action="store_true", help=say("end where the log ends now"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the books."""
        settings = self.settings
        assert settings is not None
        if args:
            raise UsageError(say("scrapy keep takes no arguments"), print_help=False)
        paths.check(settings)
        if paths.database(settings) is None:
            words = say("NEWSPORTAL_STATE names no database, whose log scrapy keep would read (docs/cluster.md)")
            raise UsageError(words, print_help=False)
        from newsportal.command_line.keeping import Keeping  # needs newsportal[cluster], which is checked above

        self.exitcode = Keeping(settings).run(once=opts.once)
