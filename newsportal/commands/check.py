"""`scrapy check NAME`: what of a portal's data is stale today; Scrapy's contracts as before."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
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
        self._ask(spider(given), opts.seconds)

    def _contracts(self, spider: type[PortalSpider]) -> bool:
        assert self.settings is not None
        known = build_component_list(self.settings.get_component_priority_dict_with_base("SPIDER_CONTRACTS"))
        return bool(ContractsManager(load_object(one) for one in known).tested_methods_from_spidercls(spider))

    def _ask(self, portal: PortalSpider, seconds: int) -> None:
        """Ask the portal, and tell what is stale as it is found."""
        from newsportal.command_line.checking import check, steady
        from newsportal.command_line.looking import look
        from newsportal.output.history import crawls
        from newsportal.output.open import open_store
        from newsportal.spiders.demo import Served

        assert self.settings is not None
        store = open_store(paths.output_folder(self.settings))
        known = steady(crawls(store, portal.name, last=_CRAWLS), portal.seeds)
        counts = Counter[str]()

        async def plan(ask: Look) -> None:
            async def counted(url: str) -> Seen:
                seen = await ask(url)
                counts.update(asked=1, answered=not seen.why)
                return seen

            async for field, words in check(counted, type(portal), portal.seeds, known):
                counts["stale"] += 1
                print(say(": ").join((portal.name, field, words)), flush=True)
            counts["ended"] = 1

        through = {"through": portal.served()} if isinstance(portal, Served) else {}
        in_time = look(self.settings, plan, seconds=seconds, **through)
        if counts["ended"] and not counts["stale"]:
            print(say("{portal}: all fits", portal=portal.name))
        elif counts["ended"]:
            self.exitcode = Exit.ALARM if counts["answered"] else Exit.UNREACHABLE
        else:
            self._not_ended(portal, counts, seconds if not in_time else 0)

    def _not_ended(self, portal: PortalSpider, counts: Counter[str], seconds: int) -> None:
        """Say what was not asked; `seconds`: those that are over, 0 where something else ended it."""
        words = say("{portal} could not be looked at to the end", portal=portal.name)
        if seconds:
            words = say(
                "{portal}: {asked} of {all} addresses were asked in {seconds} s, the rest is not known (--seconds)",
                portal=portal.name, asked=counts["asked"], all=len(portal.seeds) + len(portal.feeds), seconds=seconds,
            )  # fmt: skip
        print(words, file=sys.stderr)
        self.exitcode = Exit.INTERRUPTED if counts["answered"] or not seconds else Exit.UNREACHABLE
