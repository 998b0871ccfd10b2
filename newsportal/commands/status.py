"""`scrapy status`: every portal in a line, or one in detail; the exit code says whether one needs a look."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newsportal import paths
from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.messages import meant, row, say
from newsportal.os_errors import told

if TYPE_CHECKING:
    from newsportal.health.overview import Overview
    from newsportal.health.portal_status import PortalStatus
    from newsportal.output.store import Store
    from newsportal.schedule.cluster.overview import Cluster

_WIDTH = 80
"""Columns in a file or a mail."""
_PAGE = "page"
"""The spider of a page that somebody looked at (newsportal/spiders/page.py), which is not how its portal is crawled."""
_READ, _ARTICLES = 5_000, 200
"""Of so many articles of all portals, read last, so many of one show whether its shape of addresses still fits."""


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
        return say("Show every portal in a line: health, last crawl, what was new; or one portal, and why")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        what = say("show this portal no more until it is crawled again")
        parser.add_argument("--forget", metavar="PORTAL", help=what)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the table, or the details of one portal, or forget it."""
        from newsportal.health.portal_status import portal_statuses
        from newsportal.output.open import open_store

        assert self.settings is not None
        if len(args) > 1 or (args and opts.forget):
            raise UsageError(say("scrapy status takes one portal, or none for all"), print_help=False)
        store, now = open_store(paths.output_folder(self.settings)), datetime.now(UTC)
        known = known_portals(self.settings, store, without={_PAGE})
        cluster = self._cluster()
        if cluster is not None:
            from newsportal.command_line.status_view import when

            # What the books call interrupted may be under way on any machine.
            begun = {portal: say("since {begin}", begin=when(begin)) for portal, begin in cluster.running.items()}
            known = known._replace(running=known.running | begun)
        if known.trouble:
            print(say("which crawls run or wait is not known: {why}", why=known.trouble), file=sys.stderr)
        found = portal_statuses(known.crawls, now, known.doing)
        if opts.forget:
            self._forget(_named(found, opts.forget), now)
            return
        if args:
            found = [_named(found, args[0])]
        self._show(found, known, store, now, details_only=bool(args))
        if cluster is not None and not args:
            self._show_cluster(cluster)
        if any(status.health not in ("well", "learning") for status in found):
            self.exitcode = self.exitcode or Exit.ALARM
            if not args:
                print(say("`scrapy status PORTAL` says why"))

    def _cluster(self) -> Cluster | None:
        """What is known of the machines that share a database, if they do."""
        assert self.settings is not None
        paths.check(self.settings)
        url = paths.database(self.settings)
        if url is None:
            return None
        from newsportal.schedule.cluster.overview import cluster

        try:
            return cluster(url)
        except OSError as error:
            print(say("which crawls run or wait is not known: {why}", why=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return None

    def _show_cluster(self, cluster: Cluster) -> None:
        """Print workers, what waits for them, and the readers of the log."""
        from newsportal.command_line.cluster_view import dead_after, lines, needs_a_look

        assert self.settings is not None
        dead = dead_after(self.settings)
        for text in lines(cluster, dead):
            print(text)
        if needs_a_look(cluster, dead):
            print(say("no worker lives that could take what waits: start `scrapy work`"))
        if cluster.unread:
            print(say("no reader keeps what crawls read: start `scrapy keep`"))
        if cluster.unread or needs_a_look(cluster, dead):
            self.exitcode = self.exitcode or Exit.ALARM

    def _show(
        self, found: list[PortalStatus], known: Overview, store: Store, now: datetime, *, details_only: bool
    ) -> None:
        """Print the one portal in detail, or the table and which channels of watches refused a message."""
        from rich.console import Console

        from newsportal.command_line.status_view import details, refusing, table
        from newsportal.output.schema import KINDS
        from newsportal.watch.queue import states

        assert self.settings is not None
        console = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WIDTH)
        if details_only:
            for text in (
                *details(found[0], known, store.place(*KINDS), now),
                *self._unfit(found[0].portal, known, store),
            ):
                console.print(text, markup=False, soft_wrap=True)
            return
        if found:
            console.print(table(found, now, console.width))
        else:
            words = say(
                "nothing to show: no crawl of a portal has ended yet, or none since --forget ({file})",
                file=store.place("crawls"),
            )
            print(words)
        receivers = list(refusing(states(paths.watch_file(self.settings))))
        for text in receivers:
            console.print(text, markup=False, soft_wrap=True)
        if receivers:
            self.exitcode = self.exitcode or Exit.ALARM

    def _unfit(self, portal: str, known: Overview, store: Store) -> Iterator[str]:
        """Which lines of the portal's data no longer fit, by what its own crawls read."""
        from newsportal.command_line.checking import unfit
        from newsportal.spiders.base import PortalSpider

        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        spider = loader.load(portal) if portal in loader.list() else None
        own = [crawl for crawl in known.crawls if crawl.portal == portal]
        if spider is None or not issubclass(spider, PortalSpider) or not own:
            return
        read = (one["url"] for one in islice(store.last("articles"), _READ) if one.get("portal") == portal)
        for field, words in unfit(spider, own, islice(read, _ARTICLES)):
            yield row(say("stale"), say(": ").join((field, words)))

    def _forget(self, status: PortalStatus, now: datetime) -> None:
        assert self.settings is not None
        if status.doing == "running":
            raise UsageError(say("a crawl of {portal} runs", portal=status.portal), print_help=False)
        from newsportal.health.overview import forget

        try:
            forget(paths.forgotten_folder(self.settings) / status.portal, now)
            print(say("{portal} is shown no more until it is crawled again; its records stay", portal=status.portal))
        except OSError as error:
            print(say("{portal} cannot be forgotten: {why}", portal=status.portal, why=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE


def known_portals(settings: BaseSettings, store: Store, *, without: Collection[str] = ()) -> Overview:
    """What is known of all portals by the settings; `without`: spiders whose crawls are left out."""
    from newsportal.health.overview import overview

    places = paths.state_file(settings), paths.crawl_locks(settings), paths.forgotten_folder(settings)
    return overview(store, *places, without=without)


def _named(statuses: list[PortalStatus], name: str) -> PortalStatus:
    known = {status.portal: status for status in statuses}
    if name not in known:
        raise UsageError(meant(say("no crawl of {name!r} is known", name=name), name, known), print_help=False)
    return known[name]
