"""`scrapy report`: what the output files say of the last days, as one page to look at."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal import settings as defaults
from newsportal.command_line.command import CheckedCommand, days_of
from newsportal.exit_codes import Exit
from newsportal.messages import marked, say
from newsportal.os_errors import told as words_of
from newsportal.text.china_time import CHINA


class Command(CheckedCommand, ScrapyCommand):
    """Write one HTML page that shows what stands now, what is new, what repeats and what is silent."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[--days N] [-o FILE]"

    def short_desc(self) -> str:
        """Description."""
        return say("Write a page of the last days: what stands, what is new, what repeats, what is silent")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        # Scrapy shows a line that ends in a colon as a heading, and argparse may break this one behind any word.
        words = marked("of how many days before the newest record, by default as the setting {name} says")
        days = say(words, name="NEWSPORTAL_REPORT_DAYS")
        target = say("where to (default: report.html in the output folder)")
        parser.add_argument("--days", metavar="N", help=days)
        parser.add_argument("-o", "--output", metavar="FILE", help=target)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the page."""
        from newsportal.reading.report import write_report

        assert self.settings is not None
        if args:
            raise UsageError(say("scrapy report takes no arguments: -o FILE says where to"), print_help=False)
        folder = paths.output_folder(self.settings)
        days = days_of(opts.days or self.settings.get("NEWSPORTAL_REPORT_DAYS", defaults.NEWSPORTAL_REPORT_DAYS))
        target = Path(opts.output) if opts.output else paths.report_file(self.settings)
        try:
            written = write_report(folder, target, days, datetime.now(UTC))
        except OSError as error:
            print(say("the report cannot be written: {error}", error=words_of(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        if written is None:
            raise UsageError(
                say("nothing to report: no crawl has written into {folder}", folder=folder), print_help=False
            )
        time = f"{written.as_of.astimezone(CHINA):%Y-%m-%d %H:%M}"
        told = {"file": target, "portals": written.portals, "standing": written.standing, "time": time}
        message = say(
            "{file}: portals {portals:,}, headlines that stand {standing:,}, as of {time}; open it in a browser", **told
        )
        print(message)
        if written.older is not None:
            reach = ceil((written.as_of - written.older) / timedelta(days=1)) + ceil(days)
            words = marked("it is empty: the newest headlines and articles are of {day}; --days {days} shows them")
            day = f"{written.older.astimezone(CHINA):%Y-%m-%d}"
            print(say(words, day=day, days=reach))
