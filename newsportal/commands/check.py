"""`scrapy check NAME`: what of a portal's data is stale today; Scrapy's contracts as before."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from scrapy.commands.check import Command as ContractsCommand
from scrapy.contracts import ContractsManager
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, add_bound
from newsportal.exit_codes import Exit
from newsportal.messages import meant, say

if TYPE_CHECKING:
    from newsportal.command_line.looking import Look, Seen
    from newsportal.spiders.base import PortalSpider

_CRAWLS = 20


class Command(CheckedCommand, ContractsCommand):
    """Ask one portal's seeds and feeds, and say what no longer fits; exit code 5 if something does not."""

    requires_project = True
    requires_crawler_process = True

    def syntax(self) -> str:
        """Syntax."""
        return "[PORTAL]"

    def short_desc(self) -> str:
        """Description."""
        return say("Ask a portal what of its data is stale; without one, check the spiders' contracts")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's options, and how long the look may take."""
        super().add_options(parser)
        add_bound(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check one portal; a spider with contracts, several or none as Scrapy does."""
        from newsportal.spiders.arguments import ArgumentError
        from newsportal.spiders.base import PortalSpider
        from newsportal.spiders.printed import PrintedPaper

        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        if len(args) == 1 and args[0] not in loader.list():
            words = say("there is no portal {name!r}", name=args[0])
            raise UsageError(meant(words, args[0], loader.list()), print_help=False)
        spider = loader.load(args[0]) if len(args) == 1 else None
        if opts.list or spider is None or not issubclass(spider, PortalSpider) or self._contracts(spider):
            super().run(args, opts)
            return
        try:
            given = spider.check({})
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from None
        seeds = spider(given).seeds if issubclass(spider, PrintedPaper) else spider.seeds
        self._ask(spider, seeds, opts.seconds)

    def _contracts(self, spider: type[PortalSpider]) -> bool:
        assert self.settings is not None
        known = build_component_list(self.settings.get_component_priority_dict_with_base("SPIDER_CONTRACTS"))
        return bool(ContractsManager(load_object(one) for one in known).tested_methods_from_spidercls(spider))

    def _ask(self, spider: type[PortalSpider], seeds: tuple[str, ...], seconds: int) -> None:
        """Ask the portal, and tell what is stale as it is found."""
        from newsportal.command_line.checking import check, steady
        from newsportal.command_line.looking import look
        from newsportal.output.history import crawls
        from newsportal.output.open import open_store

        assert self.settings is not None
        store = open_store(paths.output_folder(self.settings))
        known = steady(crawls(store, spider.name, last=_CRAWLS), seeds)
        asked = answered = stale = 0
        ended = False

        async def plan(ask: Look) -> None:
            async def counted(url: str) -> Seen:
                nonlocal asked, answered
                seen = await ask(url)
                asked, answered = asked + 1, answered + (not seen.why)
                return seen

            nonlocal ended, stale
            async for field, words in check(counted, spider, seeds, known):
                stale += 1
                print(say(": ").join((spider.name, field, words)), flush=True)
            ended = True

        in_time = look(self.settings, plan, seconds=seconds)
        if not ended:
            all_of_them = len(seeds) + len(spider.feeds)
            words = say("{portal} could not be looked at to the end", portal=spider.name)
            if not in_time:
                words = say(
                    "{portal}: {asked} of {all} addresses were asked in {seconds} s, the rest is not known (--seconds)",
                    portal=spider.name, asked=asked, all=all_of_them, seconds=seconds,
                )  # fmt: skip
            print(words, file=sys.stderr)
            self.exitcode = Exit.INTERRUPTED if answered or in_time else Exit.UNREACHABLE
        elif stale:
            self.exitcode = Exit.ALARM if answered else Exit.UNREACHABLE
        else:
            print(say("{portal}: all fits", portal=spider.name))
