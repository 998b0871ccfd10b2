"""`scrapy crawl demo`, `scrapy crawl demopaper`: the demo portal of this package and its newspaper, without network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, ClassVar

from newsportal.demo.server import DemoServer
from newsportal.demo.site import site
from newsportal.demo.stories import FIRST_DAY
from newsportal.messages import marked
from newsportal.spiders.arguments import Argument, count_from_one
from newsportal.spiders.base import PortalSpider
from newsportal.spiders.printed import PrintedPaper


class Served(PortalSpider):
    """A spider whose process serves the demo portal for as long as it is crawled."""

    # The only portal that may be crawled at full speed: this process serves it.
    custom_settings = {"DOWNLOAD_DELAY": 0}  # noqa: RUF012  as Scrapy declares it

    @asynccontextmanager
    async def served(self) -> AsyncIterator[dict[str, Any]]:
        """Serve the portal for a time; gives the meta that leads a request to it."""
        server = DemoServer(site(articles=70, edition=int(self.arguments.get("edition", 1))))
        await server.start()
        self.proxy = f"http://127.0.0.1:{server.port}"
        try:
            yield self.route()
        finally:
            await server.stop()

    async def start(self) -> AsyncIterator[Any]:
        """Serve the portal for as long as it is crawled."""
        async with self.served():
            async for request in super().start():
                yield request


class DemoSpider(Served):
    """The demo portal, served by this process on a free loopback port as a proxy; `edition` is the portal's day."""

    name = "demo"
    title = "演示门户"
    seeds = ("http://demo.newsportal.example/",)
    domains = ("demo.newsportal.example",)
    known: ClassVar[dict[str, Argument]] = {
        "edition": Argument(count_from_one, marked("which day of the portal it is, from 1")),
        **PortalSpider.known,
    }
    default_depth = 9


class DemoPaperSpider(Served, PrintedPaper):
    """The demo portal's newspaper in print, one day's issue; the newest is that of its first day."""

    name = "demopaper"
    title = "演示门户数字报"
    seeds = ("http://demo.newsportal.example/paper/layout/index.html",)
    domains = ("demo.newsportal.example",)
    paths = ("/paper/layout/", "/paper/content/")
    article = r"/paper/content/\d{6}/\d\d/content_\d+\.html"
    issue = "%Y%m/%d/node_01.html"

    @classmethod
    def today(cls) -> date:
        """The day of the demo portal's first edition."""
        return FIRST_DAY.date()
