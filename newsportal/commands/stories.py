"""`scrapy stories`: stories and headlines decided anew, from the stored articles and sightings alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal import settings as defaults
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.messages import listed, say
from newsportal.os_errors import told


class Command(CheckedCommand, ScrapyCommand):
    """Replay what is stored through an empty index and write its decisions into new files."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[options] FOLDER"

    def short_desc(self) -> str:
        """Description."""
        return say("Rebuild stories and headlines from the output files, into FOLDER")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        for option, value, words in (
            ("--apart", "URL", say("its headline merges with none")),
            ("--refuse", "RULE", say("a rule that merges nothing")),
            ("--words", "FILE", say("more words (text/data/*.txt)")),
        ):
            parser.add_argument(option, action="append", default=[], metavar=value, help=words)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Rebuild."""
        from newsportal.output.open import open_store
        from newsportal.output.replay import WRITTEN, rebuild
        from newsportal.text.wordlists import Words

        assert self.settings is not None
        if len(args) != 1:
            raise UsageError(say("scrapy stories takes one folder, for the new files"), print_help=False)
        source, target = open_store(paths.output_folder(self.settings)), open_store(Path(args[0]))
        try:
            words = Words.load(opts.words)
        except (OSError, ValueError) as error:
            raise UsageError(told(error), print_help=False) from None
        if any(map(target.holds, WRITTEN)):
            taken = say("{folder} holds such files already; name another folder", folder=target.place())
            raise UsageError(taken, print_help=False)
        days = self.settings.getint("NEWSPORTAL_REPEAT_DAYS", defaults.NEWSPORTAL_REPEAT_DAYS)
        try:
            counts = rebuild(source, target, words=words, apart=opts.apart, refused=opts.refuse, window_days=days)
        except ValueError as error:
            raise UsageError(f"{error}", print_help=False) from None
        except OSError as error:
            print(told(error), file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        figures = listed([f"{count:,} {say(name)}" for name, count in counts.items()])
        print(say("{figures} in {folder}", figures=figures, folder=target.place()))
