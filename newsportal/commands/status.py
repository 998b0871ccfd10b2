"""`scrapy status`: every portal in a line, or one in detail; the exit code says whether one needs a look."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.extensions.summary import lines
from newsportal.health.overview import Overview, forget, overview
from newsportal.health.portal_status import PortalStatus, portal_statuses
from newsportal.output.open import open_store
from newsportal.output.schema import KINDS
from newsportal.output.store import Store
from newsportal.spiders.page import PageSpider

_WIDTH = 80
"""Columns in a file or a mail."""
_REST = 56
"""Columns that all but the portal's name take at most."""
_CRAWLS = 10
"""How many crawls of a portal are listed."""
_STYLES = {"well": "green", "learning": "green", "alarm": "bold red", "failed": "bold red", "late": "yellow"}
"""How each health is shown in a terminal."""


class Command(CheckedCommand, ScrapyCommand):
    """Show how the portals are, by their crawls; exit code 5 if one is not well."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[PORTAL] | --forget PORTAL"

    def short_desc(self) -> str:
        """Description."""
        return "Show every portal in a line: health, last crawl, what was new; or one portal, and why"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--forget", metavar="PORTAL", help="show this portal no more until it is crawled again")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the table, or the details of one portal, or forget it."""
        assert self.settings is not None
        if len(args) > 1 or (args and opts.forget):
            raise UsageError("scrapy status takes one portal, or none for all", print_help=False)
        store, now = open_store(paths.output_folder(self.settings)), datetime.now(UTC)
        # A page that somebody looked at is not how its portal is crawled.
        known = known_portals(self.settings, store, without={PageSpider.name})
        if known.trouble:
            print(f"which crawls run or wait is not known: {known.trouble}", file=sys.stderr)
        found = portal_statuses(known.crawls, now, known.doing)
        if opts.forget:
            self._forget(_named(found, opts.forget), now)
            return
        console = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WIDTH)
        if args:
            found = [_named(found, args[0])]
            for text in details(found[0], known, store.place(*KINDS), now):
                console.print(text, markup=False, soft_wrap=True)
        elif found:
            console.print(table(found, now, console.width))
        else:
            print(f"nothing to show: no crawl has ended yet, or none since --forget ({store.place('crawls')})")
        if any(status.health not in ("well", "learning") for status in found):
            self.exitcode = Exit.ALARM
            if not args:
                print("`scrapy status PORTAL` says why")

    def _forget(self, status: PortalStatus, now: datetime) -> None:
        assert self.settings is not None
        if status.doing == "running":
            raise UsageError(f"a crawl of {status.portal} runs", print_help=False)
        try:
            forget(paths.forgotten_folder(self.settings) / status.portal, now)
            print(f"{status.portal} is shown no more until it is crawled again; its records stay")
        except OSError as error:
            print(f"{status.portal} cannot be forgotten: {error}", file=sys.stderr)
            self.exitcode = Exit.STORAGE


def known_portals(settings: BaseSettings, store: Store, *, without: Collection[str] = ()) -> Overview:
    """What is known of all portals by the settings; `without`: spiders whose crawls are left out."""
    places = paths.state_file(settings), paths.crawl_locks(settings), paths.forgotten_folder(settings)
    return overview(store, *places, without=without)


def _named(statuses: list[PortalStatus], name: str) -> PortalStatus:
    known = {status.portal: status for status in statuses}
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        raise UsageError(f"no crawl of {name!r} is known{f'; is {near[0]} meant?' if near else ''}", print_help=False)
    return known[name]


def table(statuses: list[PortalStatus], now: datetime, width: int) -> Table:
    """The table, a row a portal, within so many columns: only a portal's name is cut."""
    shown = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    shown.add_column("portal", no_wrap=True, overflow="ellipsis", max_width=max(10, width - _REST))
    for name in ("health", "last crawl", "articles", "headlines", "newest", "now"):
        shown.add_column(name, justify="right" if name in ("articles", "headlines") else "left", no_wrap=True)
    for status in statuses:
        last = status.last
        ended = (f"{age(now - last.end)} ago", f"{last.articles_new:,}", f"{last.headlines_new:,}") if last else None
        newest = age(now - status.newest) if status.newest else ""
        health = f"[{_STYLES[status.health]}]{status.health}[/]"
        shown.add_row(status.portal, health, *(ended or ("none yet", "", "")), newest, status.doing)
    return shown


def details(status: PortalStatus, known: Overview, files: str, now: datetime) -> Iterator[str]:
    """The lines about one portal; `files` says where the records are."""
    yield f"{status.portal}: {status.health}" + (f": {status.why}" if status.why else "")
    if status.newest:
        yield f"  newest      {age(now - status.newest)} old"
    if status.doing == "running":
        yield f"  running     {known.running[status.portal]}"
    if status.doing == "waiting":
        crawl, waiting = known.waiting[status.portal]
        again = " ".join([crawl.spider, *(f"-a {name}={value}" for name, value in crawl.arguments.items())])
        yield f"  waiting     begun {when(crawl.begin)}, {waiting:,} addresses wait; scrapy crawl {again} goes on"
    if status.last:
        yield from lines(status.last, files)
        yield ""
        yield "begin of its last crawls, new articles, new headlines, how each ended"
    for ended in [one for one in known.crawls if one.portal == status.portal][-_CRAWLS:]:
        yield f"  {when(ended.begin)}  {ended.articles_new:>7,}  {ended.headlines_new:>7,}  {ended.outcome}"


def when(time: datetime) -> str:
    """A time to the minute, as the machine's clock shows it."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def age(span: timedelta) -> str:
    """A span of time in the largest unit of which it has two: 40 s, 12 min, 5 h, 3 d."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
