"""`scrapy crawl page -a url=…`: one page of the web, or saved ones, stored like a portal's and shown."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import suppress
from glob import glob
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.http import Response

from newsportal.crawl.reader import Reader
from newsportal.crawl.readers.wire import PageTask
from newsportal.crawl.to_render import ToRender
from newsportal.extraction.page import Page
from newsportal.items import Visit
from newsportal.messages import marked, say
from newsportal.os_errors import told
from newsportal.spiders import page_report
from newsportal.spiders.arguments import Argument, ArgumentError, page_place, web_address
from newsportal.spiders.base import PortalSpider
from newsportal.spiders.portal import named
from newsportal.state.frontier import Entry
from newsportal.urls.canonical import canonical

_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{4}\)(https?://[^\s<>]{1,1000})")
"""What browsers write at the head of a page that they save."""
_HEAD = 2_000


class ShowingReader(Reader):
    """A reader that prints what it reads."""

    def _extract(self, task: PageTask) -> Page:
        page = super()._extract(task)
        place = unquote(urlsplit(page.url).path) if page.url.startswith("file:") else page.url
        # What nobody reads any more (`| head`) is stored all the same.
        with suppress(OSError, ValueError):
            print("\n".join(page_report.lines(page, place)), flush=True)
        return page


class PageSpider(PortalSpider):
    """One page and nothing else, or saved ones: the article and the headlines around it, printed and stored."""

    name = "page"
    title = "一个页面"
    known: ClassVar[dict[str, Argument]] = {
        "url": Argument(page_place, marked("the page: an address, a file, or files as 'saved/*.html'")),
        "address": Argument(web_address, marked("the address that a saved file had on the web")),
    }
    required = ("url",)
    state_name = "page"
    at_once = 100
    partial = True
    reader_class = ShowingReader
    default_depth = 0

    def __init__(self, arguments: dict[str, str] | None = None) -> None:
        super().__init__(arguments)
        self.files = saved(self.arguments["url"])
        self.address = canonical(address_of(self.arguments))
        self._stated: set[str] = set()  # by pages of this crawl: some portals' pages all name one
        domain, self.portal = named(self.address) if self.address else ("", "file")
        if not self.files:
            self.seeds = (self.address,)  # type: ignore[misc]
            self.own_domains = [domain]

    @classmethod
    def check(cls, given: dict[str, str]) -> dict[str, str]:
        """The arguments as they will be used; raises ArgumentError with one sentence."""
        checked = super().check(given)
        if "address" in checked and (count := len(saved(checked["url"]))) != 1:
            words = marked("-a address=… is the address of one saved file, and -a url=… names {count:,}")
            raise ArgumentError(say(words, count=count))
        if address := address_of(checked):
            named(address)
        return checked

    async def start(self) -> AsyncIterator[Any]:
        """The visits of saved files, or the request for a page of the web."""
        if not self.files:
            async for request in super().start():
                yield request
            return
        self._open()
        self.to_render = ToRender(False)  # what was saved is read as it is
        for path in self.files:
            for visit in self._saved(path):
                yield visit
        await self.dispatcher.end()

    def _saved(self, path: Path) -> Iterable[Visit | Request]:
        try:
            body = body_of(path, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except OSError as error:
            self.logger.error("%s", say("a page cannot be read: {why}", why=told(error)))
            return [self.reader.failure(self._entry(path.as_uri()), "file")]
        stated = self.address or stated_address(body)
        entry = self._entry(path.as_uri() if not stated or stated in self._stated else stated)
        self._stated.add(stated)
        return self.parse(Response(entry.url, body=body), entry)  # type: ignore[return-value]  # of one process

    def _entry(self, url: str) -> Entry:
        entry = Entry(url, urlsplit(url).hostname or "", "seed", 0)
        self.dispatcher.in_flight.take(entry)
        return entry

    def request(self, entry: Entry) -> Request:
        """The request, never conditional: what the server does not send again could not be shown."""
        return super().request(entry).replace(headers={})


def saved(url: str) -> list[Path]:
    """The files that a checked `-a url=…` names, none where it names a page of the web."""
    if not url.startswith("file:"):
        return []
    path = unquote(urlsplit(url).path)
    # A name may hold a star itself.
    found = [path] if Path(path).is_file() else sorted(glob(path))
    return [Path(name) for name in found if Path(name).is_file()]


def body_of(path: Path, limit: int) -> bytes:
    """The bytes of a saved page, at most `limit` (0: all); raises OSError."""
    with path.open("rb") as file:
        return file.read(limit or -1)


def stated_address(body: bytes) -> str:
    """The address that a saved page says it had: what a browser wrote there, else its canonical link; "" for none.

    Only there are its relative links addresses."""
    if saved := _SAVED_FROM.search(body[:_HEAD]):
        return canonical(saved[1].decode("utf-8", "replace"))
    from newsportal.extraction.document import links, parser  # every command loads the spiders; few read a page
    from newsportal.extraction.document.charset import decode

    tree = parser.parse(decode(parser.bounded(body)).text)
    return canonical(links.canonical(tree, links.Base(tree, "")) or "")


def address_of(given: Mapping[str, str]) -> str:
    """The page's address on the web, "" for saved files without one."""
    return given.get("address", "" if given["url"].startswith("file:") else given["url"])
