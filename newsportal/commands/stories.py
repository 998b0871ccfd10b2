"""`scrapy stories`: stories and headlines anew, from sightings.jsonl and articles.jsonl alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal.output.replay import OUTPUT, rebuild
from newsportal.text.wordlists import Words


class Command(ScrapyCommand):
    """Replay the output files through a fresh index and write what it decides into new files."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[options] FOLDER"

    def short_desc(self) -> str:
        """Description."""
        return "Rebuild stories and headlines from the output files, into FOLDER"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--apart", action="append", default=[], metavar="URL", help="its headline merges with none")
        parser.add_argument("--refuse", action="append", default=[], metavar="RULE", help="a rule that merges nothing")
        parser.add_argument(
            "--words", action="append", default=[], metavar="FILE", help="more words (dedup/data/*.txt)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Rebuild."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("scrapy stories takes one folder, for the new files", print_help=False)
        source, target = Path(self.settings.get("NEWSPORTAL_OUTPUT") or "output"), Path(args[0])
        try:
            words = Words.load(opts.words)
        except (OSError, ValueError) as error:
            raise UsageError(f"{error}", print_help=False) from None
        if any((target / name).exists() for name in OUTPUT):
            raise UsageError(f"{target} holds such files already; name another folder", print_help=False)
        extra = {}
        if (days := self.settings.get("NEWSPORTAL_REPEAT_DAYS")) is not None:
            extra["window_days"] = int(days)
        counts = rebuild(source, target, words=words, apart=opts.apart, refused=opts.refuse, **extra)
        print(", ".join(f"{count:,} {name}" for name, count in counts.items()), f"in {target}")
