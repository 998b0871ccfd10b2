"""`scrapy crawl archive -a path=…`: pages out of archives, stored as if they had been crawled. Nothing is asked for."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, ClassVar
from zipfile import BadZipFile

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from newsportal import settings as defaults
from newsportal.archive import sources
from newsportal.crawl.session import CrawlSession
from newsportal.messages import marked, say
from newsportal.os_errors import told
from newsportal.spiders.arguments import Argument, ArgumentError, checked, count
from newsportal.spiders.base import PortalSpider
from newsportal.urls.canonical import canonical
from newsportal.warc.library import WarcMissing, fastwarc

if TYPE_CHECKING:
    from newsportal.archive.choice import Choice
    from newsportal.archive.engine import Engine


def _archives(name: str, value: str) -> str:
    """The value, if it names archives; raises ArgumentError."""
    try:
        sources.find(value)
        fastwarc()
    except (sources.SourceError, OSError, BadZipFile, UnicodeDecodeError, WarcMissing) as error:
        raise ArgumentError(say("-a {name}={value!r}: {why}", name=name, value=value, why=told(error))) from None
    return value if value.startswith("/") else os.path.abspath(os.path.expanduser(value))


def _hosts(name: str, value: str) -> str:
    """The value, if it is one host or several with commas between; raises ArgumentError."""
    hosts = [canonical(f"http://{host.strip()}/").split("/")[2:3] for host in value.split(",")]
    if not all(hosts) or not all(host for (host,) in hosts):
        raise ArgumentError(say("-a {name}={value!r} names no hosts", name=name, value=value))
    return ",".join(host for (host,) in hosts)


def _portal(name: str, value: str) -> str:
    """The value, if it is a known portal or a domain; raises ArgumentError."""
    if value in _known_portals():
        return value
    if "." not in value:
        words = marked("-a {name}={value!r} is neither a known portal (scrapy portals) nor a domain")
        raise ArgumentError(say(words, name=name, value=value))
    return _hosts(name, value)


def _language(name: str, value: str) -> str:
    """The value, if it is zh or any; raises ArgumentError."""
    if value not in ("zh", "any"):
        raise ArgumentError(say("-a {name}={value!r} is neither zh nor any", name=name, value=value))
    return value


def _cluster(name: str, value: str) -> str:
    """The value, if it is HOST:PORT and Ray is there; raises ArgumentError."""
    if not re.fullmatch(r"[\w.-]+:\d{1,5}", value, re.ASCII):
        raise ArgumentError(say("-a {name}={value!r} is not HOST:PORT", name=name, value=value))
    from newsportal.archive.cluster import RayMissing, ray

    try:
        ray()
    except RayMissing as error:
        raise ArgumentError(say("-a {name}={value!r}: {why}", name=name, value=value, why=str(error))) from None
    return value


def _known_portals() -> dict[str, tuple[str, ...]]:
    """The domains of each known portal."""
    loader = get_spider_loader(get_project_settings())
    domains = {name: getattr(loader.load(name), "domains", ()) for name in loader.list()}
    return {name: own for name, own in domains.items() if own}


class ArchiveSpider(PortalSpider):
    """Pages of archives, other people's too: WARC, ARC, WACZ. Read by many processes, stored in the order of time."""

    name = "archive"
    title = "网页存档"
    known: ClassVar[dict[str, Argument]] = {
        "path": Argument(
            _archives, marked("the archives: a folder, a file, files as 'saved/*.warc.gz', or a list of files")
        ),
        "portal": Argument(_portal, marked("only pages of this portal: its name, or its domain")),
        "hosts": Argument(_hosts, marked("only pages of these hosts and those below them, with commas between")),
        "language": Argument(_language, marked("zh: only pages in Chinese, told from their text (the default); any")),
        "workers": Argument(count, marked("how many processes read at once, 0: as many as there are processors")),
        "cluster": Argument(
            _cluster, marked("HOST:PORT of a Ray cluster whose machines read, in place of processes here")
        ),
    }
    required = ("path",)
    state_name = "archive"
    partial = True
    archived = True
    default_depth = 0

    @classmethod
    def check(cls, given: dict[str, str]) -> dict[str, str]:
        """The arguments as they will be used; raises ArgumentError with one sentence."""
        arguments = checked(given, cls.known, cls.required)
        if "cluster" in arguments and "workers" in arguments:
            raise ArgumentError(
                say("-a cluster= has as many workers as the cluster has processors: leave out -a workers=")
            )
        return arguments

    def _choice(self) -> Choice:
        from newsportal.archive.choice import Choice

        portals, wanted = _known_portals(), self.arguments.get("portal", "")
        told = (*portals.get(wanted, (wanted,)), *self.arguments.get("hosts", "").split(","))
        # Of those that share a domain (a portal and its newspaper) the one that is asked for, else the first by name.
        order = sorted(sorted(portals, reverse=True), key=wanted.__eq__)
        owners = {domain: name for name in order for domain in portals[name]}
        top = self.settings.getint("NEWSPORTAL_KEYWORDS", defaults.NEWSPORTAL_KEYWORDS)
        size = self.settings.getint("NEWSPORTAL_PAGE_MAXSIZE", defaults.NEWSPORTAL_PAGE_MAXSIZE)
        return Choice(
            portals=owners,
            hosts=tuple(filter(None, told)),
            chinese=self.arguments.get("language") != "any",
            keywords=top,
            page_size=size,
        )

    def _engine(self, choice: Choice) -> Engine:
        from newsportal.archive.cluster import Cluster
        from newsportal.archive.pool import Pool

        if address := self.arguments.get("cluster"):
            return Cluster(choice, address)
        return Pool(choice, int(self.arguments.get("workers", 0)) or len(os.sched_getaffinity(0)))

    async def start(self) -> AsyncIterator[Any]:
        """Reads and stores all pages (`newsportal.archive.importing`); nothing is left for Scrapy to ask for."""
        from newsportal.archive.importing import Import

        self._open()
        choice = self._choice()
        # Kept: Scrapy holds the receivers of its signals by weak references.
        self._import = Import(CrawlSession.of(self.crawler), choice)
        await self._import.run(self.arguments["path"], self._engine(choice))
        await self.dispatcher.end()
        yield  # never reached: it makes of this the generator that Scrapy asks for
