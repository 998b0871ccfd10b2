"""Asks for pages of the web as politely as a crawl, and remembers nothing: `scrapy page` with addresses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from newsportal.crawl.answer import page_of, reason_of, task_of
from newsportal.download.browser.middleware import RENDERED, Rendering, outcome, rendering
from newsportal.download.refusal import NOT_ASKED, named
from newsportal.exit_codes import Exit, judge
from newsportal.extraction.page import Page
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.messages import say
from newsportal.urls.canonical import registered_domain

Show = Callable[[Page, str], None]
"""Shows a page, which stood at a place."""
Fail = Callable[[str, str, Exit], None]
"""Says of a place why no page could be read there, and with which exit code."""


def ask(settings: Settings, addresses: Iterable[str], show: Show, fail: Fail) -> bool:
    """Ask for the pages and show each as it comes; says whether all came or failed, before a signal ended it."""
    left = set(addresses)
    process = AsyncCrawlerProcess(settings)
    process.crawl(Asking, left=left, show=show, fail=fail)
    process.start()
    return not left


class Asking(Spider):
    """It has no session."""

    name = "page"

    def __init__(self, left: set[str], show: Show, fail: Fail) -> None:
        super().__init__(allowed_domains=[registered_domain(address) for address in left])
        self._left, self._show, self._fail = left, show, fail

    async def start(self) -> AsyncIterator[Request]:
        """The requests."""
        for address in sorted(self._left):
            yield Request(address, self.parse, errback=self.failed, cb_kwargs={"place": address})

    def parse(self, response: Response, place: str) -> Iterator[Request]:
        """Show a page; one that only scripts fill as the browser shows it, where there is one."""
        page, browser = page_of(task_of(response)), self.crawler.get_downloader_middleware(Rendering)
        if browser and NEEDS_BROWSER in page.flags:
            asks = {"callback": self.rendered, "errback": self.failed, "cb_kwargs": {"place": place}}
            yield rendering(response, **asks)
            return
        self._show(page, place)
        self._left.discard(place)

    def rendered(self, response: Response, place: str) -> None:
        """Show a page as the browser showed it, or as it came, and say why."""
        self._show(page_of(task_of(response)), place)
        self._left.discard(place)
        if (made := outcome(response)) != RENDERED:
            browser = self.crawler.get_downloader_middleware(Rendering)
            self._fail(place, (browser and browser.cannot_start) or say(made), Exit.UNREACHABLE)

    def failed(self, failure: Failure) -> None:
        """Say why there is none."""
        reason, _ = reason_of(failure)
        figure = f"{'dropped' if reason in NOT_ASKED else 'errors'}/{reason}"
        place = failure.request.cb_kwargs["place"]  # type: ignore[attr-defined]
        self._fail(place, say("cannot be read: {why}", why=named(reason)), judge("finished", {figure: 1}))
        self._left.discard(place)
