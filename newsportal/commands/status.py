"""`scrapy status`: every portal in one table; the exit code says whether one of them needs a look."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.exit_codes import Exit
from newsportal.health.portal_status import PortalStatus, portal_statuses
from newsportal.output.history import crawls
from newsportal.output.open import open_store

_READ = 5000
"""How many crawls are read, the last ones."""
_STYLES = {"well": "green", "learning": "green", "alarm": "bold red", "failed": "bold red", "late": "yellow"}
"""How each health is shown in a terminal."""


class Command(ScrapyCommand):
    """Show how the portals are, by their crawls; exit code 5 if one is not well."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def short_desc(self) -> str:
        """Description."""
        return "Show every portal: last crawl, what was new, freshness, health and why"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the table."""
        assert self.settings is not None
        if args:
            raise UsageError("scrapy status takes no argument", print_help=False)
        store = open_store(paths.output_folder(self.settings))
        found = portal_statuses(crawls(store, last=_READ), datetime.now(UTC))
        if not found:
            print(f"no crawl has ended yet: there is nothing in {store.place('crawls')}")
            return
        # In a file or a mail a row is one line, however long.
        Console(highlight=False, width=None if sys.stdout.isatty() else 400).print(table(found, datetime.now(UTC)))
        if any(status.health not in ("well", "learning") for status in found):
            self.exitcode = Exit.ALARM


def table(statuses: list[PortalStatus], now: datetime) -> Table:
    """The table, a row a portal."""
    shown = Table(box=None, pad_edge=False)
    for name in ("portal", "last crawl", "new articles", "new headlines", "repeats", "newest item", "health", "why"):
        shown.add_column(name, justify="right" if name in ("new articles", "new headlines", "repeats") else "left")
    for status in statuses:
        crawl = status.last
        shown.add_row(
            status.portal, f"{age(now - crawl.end)} ago", f"{crawl.articles_new:,}", f"{crawl.headlines_new:,}",
            f"{sum(crawl.repeats.values()):,}", f"{age(now - status.newest)} old" if status.newest else "unknown",
            f"[{_STYLES[status.health]}]{status.health}[/]", status.why.replace("[", r"\["),
        )  # fmt: skip
    return shown


def age(span: timedelta) -> str:
    """A span of time in the largest unit of which it has two: 40 s, 12 min, 5 h, 3 d."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
