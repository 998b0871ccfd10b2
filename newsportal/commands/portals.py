"""`scrapy portals`: the portals that are known, by name, or one with the arguments that it takes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.commands.status import known_portals
from newsportal.messages import age, listed, meant, row, say

if TYPE_CHECKING:
    from rich.table import Table

    from newsportal.health.overview import Overview
    from newsportal.spiders.base import PortalSpider

_WIDTH = 80
"""Columns in a file or a mail."""


class Command(CheckedCommand, ScrapyCommand):
    """List the portals that can be crawled, their names, where they begin, and their last crawls."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[PORTAL]"

    def short_desc(self) -> str:
        """Description."""
        return say("List the known portals, or the arguments (-a) that one takes")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the list, or one portal."""
        from rich.console import Console

        from newsportal.output.open import open_store

        assert self.settings is not None
        if len(args) > 1:
            raise UsageError(say("scrapy portals takes one portal, or none for all"), print_help=False)
        loader = get_spider_loader(self.settings)
        spiders = {name: loader.load(name) for name in sorted(loader.list())}
        if args and args[0] not in spiders:
            words = say("there is no portal {name!r}", name=args[0])
            raise UsageError(meant(words, args[0], spiders), print_help=False)
        known, now = known_portals(self.settings, open_store(paths.output_folder(self.settings))), datetime.now(UTC)
        console = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WIDTH)
        if args:
            for text in details(spiders[args[0]], known, now):
                console.print(text, markup=False, soft_wrap=True)
            return
        console.print(table(spiders, known, now))
        print(say("`scrapy portals NAME` lists the arguments (-a) that `scrapy crawl NAME` takes"))


def table(spiders: dict[str, type[Spider]], known: Overview, now: datetime) -> Table:
    """The list, a row a spider, those of a kind together, within 80 columns."""
    from rich.table import Table

    from newsportal.spiders.portal_data import KINDS

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    # Where all is too wide, only the addresses are cut.
    for name, least in (say("name"), 15), (say("portal"), 14), (say("last crawl"), 10), (say("checked"), 7):
        shown.add_column(name, no_wrap=True, overflow="ellipsis", min_width=least)
    shown.add_column(say("begins at"), no_wrap=True, overflow="ellipsis", ratio=1)
    for kind in ("", *KINDS):
        if kind:
            shown.add_row(f"[bold]{say(KINDS[kind])}[/]")
        for spider in (one for one in spiders.values() if _kind(one) == kind):
            shown.add_row(*_cells(spider, known, now))
    return shown


def _kind(spider: type[Spider]) -> str:
    from newsportal.spiders.base import PortalSpider

    return spider.kind() if issubclass(spider, PortalSpider) else ""


def _cells(spider: type[Spider], known: Overview, now: datetime) -> tuple[str, ...]:
    seeds = getattr(spider, "seeds", ()) or [f"-a {one}=…" for one in getattr(spider, "required", ())]
    begin, more = "".join(seeds[:1]), len(seeds) - 1
    begin = say("{list} and {more:,} more", list=begin, more=more) if more > 0 else begin
    month = (getattr(spider, "checked", None) or "")[:7]
    return spider.name, getattr(spider, "title", ""), _last(spider.name, known, now), month, begin


def details(spider: type[Spider], known: Overview, now: datetime) -> Iterator[str]:
    """The lines about one spider."""
    from newsportal.spiders.base import PortalSpider
    from newsportal.spiders.demo import Served
    from newsportal.spiders.portal_data import KINDS

    title = getattr(spider, "title", "")
    yield say(": ").join(filter(None, (spider.name, title)))
    yield row(say("last crawl"), _last(spider.name, known, now))
    if not issubclass(spider, PortalSpider):
        return
    if kind := spider.kind():
        yield row(say("kind"), say(KINDS[kind]))
    for name, values in ((say("begins at"), spider.seeds), (say("feed"), spider.feeds)):
        for value in values:
            yield row(name, value)
    if spider.domains:
        yield row(say("domains"), ", ".join(spider.domains))
    if spider.paths:
        yield row(say("paths"), ", ".join(spider.paths))
    for example in spider.examples():
        yield row(say("an article"), example)
    if spider.domains and not issubclass(spider, Served):
        day, _, source = (spider.checked or "").partition(", ")
        yield row(say("checked"), listed([day, say(source)]) if source else say("never: it rests on memory"))
    if spider.from_memory:
        yield row(say("from memory"), ", ".join(spider.from_memory))
    yield from _arguments(spider)


def _arguments(spider: type[PortalSpider]) -> Iterator[str]:
    for name, argument in spider.known.items():
        meaning = say(argument.meaning)
        if name in spider.required:
            meaning = say("{meaning}, must be given", meaning=meaning)
        yield row(f"-a {name}=…", meaning, 14)
    yield f"scrapy crawl {' '.join([spider.name, *(f'-a {name}=…' for name in spider.required)])}"


def _last(spider: str, known: Overview, now: datetime) -> str:
    ended = [crawl.end for crawl in known.crawls if crawl.spider == spider]
    if spider in known.running:
        return say("running")
    return say("{age} ago", age=age(now - ended[-1])) if ended else say("never")
