"""`scrapy check NAME`: what of a portal's data is stale today; Scrapy's contracts as before."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.check import Command as ContractsCommand
from scrapy.contracts import ContractsManager
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from newsportal import paths
from newsportal.command_line.checking import Stale, check, steady
from newsportal.command_line.command import CheckedCommand
from newsportal.command_line.looking import Look, Seen, look
from newsportal.exit_codes import Exit
from newsportal.messages import meant, say
from newsportal.output.history import crawls
from newsportal.output.open import open_store
from newsportal.spiders.arguments import ArgumentError
from newsportal.spiders.base import PortalSpider
from newsportal.spiders.printed import PrintedPaper

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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check one portal; a spider with contracts, several or none as Scrapy does."""
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
        self._ask(spider, spider(given).seeds if issubclass(spider, PrintedPaper) else spider.seeds)

    def _contracts(self, spider: type[PortalSpider]) -> bool:
        assert self.settings is not None
        known = build_component_list(self.settings.get_component_priority_dict_with_base("SPIDER_CONTRACTS"))
        return bool(ContractsManager(load_object(one) for one in known).tested_methods_from_spidercls(spider))

    def _ask(self, spider: type[PortalSpider], seeds: tuple[str, ...]) -> None:
        assert self.settings is not None
        store = open_store(paths.output_folder(self.settings))
        known = steady(crawls(store, spider.name, last=_CRAWLS), seeds)
        found: list[Stale] | None = None
        answered = 0

        async def plan(ask: Look) -> None:
            async def asked(url: str) -> Seen:
                nonlocal answered
                seen = await ask(url)
                answered += not seen.why
                return seen

            nonlocal found
            found = await check(asked, spider, seeds, known)

        look(self.settings, plan)
        if found is None:
            print(say("{portal} could not be looked at to the end", portal=spider.name), file=sys.stderr)
            self.exitcode = Exit.INTERRUPTED
            return
        for field, words in found:
            print(say(": ").join((spider.name, field, words)))
        if found:
            self.exitcode = Exit.ALARM if answered else Exit.UNREACHABLE
        else:
            print(say("{portal}: all fits", portal=spider.name))
