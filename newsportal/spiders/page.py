"""`scrapy crawl page -a url=…`: one page, from the web or from a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from scrapy.http import Response

from newsportal.spiders.arguments import Check, address_or_file
from newsportal.spiders.portal import AnyPortalSpider
from newsportal.state.frontier import Entry


class PageSpider(AnyPortalSpider):
    """One page and nothing else: its article and the headlines around it."""

    name = "page"
    known: ClassVar[dict[str, Check]] = {"url": address_or_file}
    state_name = "page"
    default_depth = 0

    async def start(self) -> AsyncIterator[Any]:
        """The visit of a local file, or the request for a page of the web."""
        url = self.arguments["url"]
        if not url.startswith("file:"):
            async for request in super().start():
                yield request
            return
        self._open()
        with Path(unquote(urlsplit(url).path)).open("rb") as file:
            body = file.read(self.settings.getint("DOWNLOAD_MAXSIZE"))
        for visit in self.parse(Response(url, body=body), Entry(url, "", "seed", 0)):
            yield visit
