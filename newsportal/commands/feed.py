"""`scrapy feed`: the newest headlines as Atom and JSON Feed, for feed readers."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, days_of, number
from newsportal.exit_codes import Exit
from newsportal.messages import counted, meant, say
from newsportal.os_errors import told

if TYPE_CHECKING:
    from newsportal.reading.feed import Wanted

_MOST = 200
"""Entries unless the user says."""
_DAYS = 3
"""Days before the newest record unless the user says."""
_URL = "http://localhost:8000/"
"""Where `python -m http.server` serves the folder of the feeds."""
_WATCHES = "watches.toml"
_NO_NAME = re.compile(r'[\s/\\:*?"<>|\x00-\x1f]+')
"""What no file's name has in it on any system."""


class Command(CheckedCommand, ScrapyCommand):
    """Write the newest headlines of all portals, of a watch, a portal or a block as Atom and JSON Feed."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[--watch NAME] [--portal NAME] [--block LABEL] [--url ADDRESS] [-o NAME]"

    def short_desc(self) -> str:
        """Description."""
        return say("Write the newest headlines as feeds: all, of a watch, of a portal, or of a block")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        days = say("headlines of so many days before the newest record (default: {days})", days=_DAYS)
        target = say("where to: NAME.atom and NAME.json (default: in the folder feeds of the output folder)")
        watch = say("by the words, portals, blocks and rank of this watch of watches.toml")
        parser.add_argument("--watch", default="", metavar="NAME", help=watch)
        parser.add_argument("--portal", default="", metavar="NAME", help=say("of this portal only"))
        parser.add_argument("--block", default="", metavar="LABEL", help=say("in blocks whose label has this in it"))
        parser.add_argument("--days", default=_DAYS, metavar="N", help=days)
        most = say("at most so many entries (default: {most})", most=_MOST)
        parser.add_argument("--most", type=number, default=_MOST, metavar="N", help=most)
        url = say("the address of the folder that serves the feeds (default: {url})", url=_URL)
        parser.add_argument("--url", default=_URL, metavar="ADDRESS", help=url)
        parser.add_argument("-o", "--output", metavar="NAME", help=target)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the feeds."""
        from newsportal.reading.feed import Head, NoFeedgenerator, write_feed

        assert self.settings is not None
        if args:
            raise UsageError(say("scrapy feed takes no arguments: -o NAME says where to"), print_help=False)
        folder = paths.output_folder(self.settings)
        names = [*filter(None, (opts.watch, opts.portal, opts.block))]
        target = _target(opts.output, paths.feed_folder(self.settings), names)
        head = Head(target.name, " · ".join(names) or "newsportal", _folder(opts.url))
        try:
            written = write_feed(folder, target, head, _wanted(opts), days_of(opts.days), opts.most)
        except NoFeedgenerator as error:
            raise UsageError(f"{error}", print_help=False) from None
        except OSError as error:
            print(say("the feed cannot be written: {error}", error=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        if written is None:
            words = say("nothing to report: no crawl has written into {folder}", folder=folder)
            raise UsageError(words, print_help=False)
        entries = counted("{n:,} entry", "{n:,} entries", written.entries)
        unchanged = "" if written.changed else say(" (unchanged)")
        print(say("{file}.atom and .json: {entries}", file=target, entries=entries) + unchanged)


def _wanted(opts: argparse.Namespace) -> Wanted:
    from newsportal.reading.search.query import fold

    portal, label, of_watch = opts.portal, fold(opts.block), _of_watch(opts.watch)
    return lambda sight: (not portal or sight.portal == portal) and label in fold(sight.block) and of_watch(sight)


def _of_watch(name: str) -> Wanted:
    """Whether a watch asks for a headline: it is to be new, whatever the watch is told of."""
    from newsportal.toml_file import TomlError
    from newsportal.watch.config import read
    from newsportal.watch.matching import Event, matches

    if not name:
        return lambda sight: True
    try:
        watches = read(Path(_WATCHES)).watches
    except (TomlError, OSError) as error:
        raise UsageError(told(error), print_help=False) from None
    if name not in watches:
        raise UsageError(meant(say("there is no watch {name!r}", name=name), name, watches), print_help=False)
    watch = replace(watches[name], what=("new",))
    return lambda sight: matches(watch, Event("new", "", (sight.text,), sight.portal, sight.block, sight.rank))


def _target(output: str | None, folder: Path, names: list[str]) -> Path:
    """The files' path without a suffix."""
    if output is None:
        name = _NO_NAME.sub("-", "-".join(names)).strip(".-")[:60]
        return folder / (name or "all")
    target = Path(re.sub(r"\.(atom|json)$", "", output))
    if not target.name:
        raise UsageError(say("-o takes the name of a file, not {words}", words=output or '""'), print_help=False)
    return target


def _folder(url: str) -> str:
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        right = False
    if not right:
        raise UsageError(
            say("--url takes an address such as {url}, not {words}", url=_URL, words=url), print_help=False
        )
    return url.rstrip("/") + "/"
