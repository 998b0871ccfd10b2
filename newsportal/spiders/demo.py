"""`scrapy crawl demo`: the demo portal of this package, without network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, ClassVar

from newsportal.demo.server import DemoServer
from newsportal.demo.site import site
from newsportal.messages import marked
from newsportal.spiders.arguments import Argument, count
from newsportal.spiders.base import PortalSpider


class DemoSpider(PortalSpider):
    """The demo portal, served by this process on a free loopback port as a proxy; `edition` is the portal's day."""

    name = "demo"
    title = "演示门户"
    seeds = ("http://demo.newsportal.example/",)
    domains = ("demo.newsportal.example",)
    known: ClassVar[dict[str, Argument]] = {
        "edition": Argument(count, marked("which day of the portal it is, from 1")),
        **PortalSpider.known,
    }
    default_depth = 9
    # The only portal that may be crawled at full speed: this process serves it.
    custom_settings = {"DOWNLOAD_DELAY": 0}  # noqa: RUF012  as Scrapy declares it

    async def start(self) -> AsyncIterator[Any]:
        """Serve the portal for as long as it is crawled."""
        server = DemoServer(site(articles=70, edition=int(self.arguments.get("edition", 1)) or 1))
        await server.start()
        self.proxy = f"http://127.0.0.1:{server.port}"
        try:
            async for request in super().start():
                yield request
        finally:
            await server.stop()
