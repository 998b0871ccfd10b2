"""`scrapy status`: every portal in one table, and an exit code that says whether one of them needs a look."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal.exit_codes import Exit
from newsportal.health.portal_status import PortalStatus, portal_statuses
from newsportal.output.history import crawls

_READ = 5000
"""How many lines of crawls.jsonl are read, from its end."""
_STYLES = {"well": "green", "learning": "green", "alarm": "bold red", "failed": "bold red", "late": "yellow"}


class Command(ScrapyCommand):
    """Show how the portals are, from crawls.jsonl; exit code 5 where one is not well."""

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
        path = Path(self.settings.get("NEWSPORTAL_OUTPUT") or "output") / "crawls.jsonl"
        found = portal_statuses(crawls(path, last=_READ), datetime.now(UTC))
        if not found:
            print(f"no crawl has ended yet: there is nothing in {path}")
            return
        # Into a file or a mail a row is one line, however long.
        Console(highlight=False, width=None if sys.stdout.isatty() else 400).print(table(found, datetime.now(UTC)))
        if any(status.health not in ("well", "learning") for status in found):
            self.exitcode = Exit.ALARM


def table(portals: list[PortalStatus], now: datetime) -> Table:
    """The portals, those that need a look first."""
    shown = Table(box=None, pad_edge=False)
    for name in ("portal", "last crawl", "new articles", "new headlines", "repeats", "newest item", "health", "why"):
        shown.add_column(name, justify="right" if name in ("new articles", "new headlines", "repeats") else "left")
    for s in portals:
        crawl = s.last
        shown.add_row(
            s.portal, f"{age(now - crawl.end)} ago", f"{crawl.articles_new:,}", f"{crawl.headlines_new:,}",
            f"{sum(crawl.repeats.values()):,}", f"{age(now - s.newest)} old" if s.newest else "unknown",
            f"[{_STYLES[s.health]}]{s.health}[/]", s.why.replace("[", r"\["),
        )  # fmt: skip
    return shown


def age(span: timedelta) -> str:
    """A span of time in its largest unit: 40 s, 12 min, 5 h, 3 d."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
