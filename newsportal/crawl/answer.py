"""What an answer says of itself, what is read in it, and how it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from newsportal import collector
from newsportal.crawl.readers.wire import PageTask
from newsportal.download.browser.middleware import outcome
from newsportal.download.failures import reason
from newsportal.download.meta_keys import RECEIVED
from newsportal.extraction.page import Page
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.items import Fetch
from newsportal.state.frontier import Entry


def declared_charset(response: Response) -> str | None:
    """The charset that a response's header declares."""
    kind = response.headers.get("Content-Type", b"")
    return http_content_type_encoding(kind.decode("latin-1")) if kind else None


def received(response: Response) -> datetime | None:
    """When a response came; None where no download handler gave it."""
    return response.request.meta.get(RECEIVED) if response.request else None


def task_of(
    response: Response, known_as: Iterable[str] = (), page: str = "", now: Callable[[], datetime] | None = None
) -> PageTask:
    """What a response is read with; `known_as` are the headlines under which other pages link to it, `page` is its
    canonical address, `now` gives when it came where nothing else tells."""
    came, charset = received(response) or (now or _now)(), declared_charset(response)
    if response.request:
        response.request.meta.setdefault(RECEIVED, came)  # asked for again, it came when it came
    return PageTask(response.body, response.url, charset, came, tuple(known_as), page)


def _now() -> datetime:
    return datetime.now(UTC)


def page_of(task: PageTask, portal: PortalMemory | None = None) -> Page:
    """What a page showed when it came."""
    body, url, charset, came, known_as, _ = task
    return _reading()(body, url, charset, fetched=came, known_as=known_as, portal=portal)


@cache
def _reading() -> Callable[..., Page]:
    """What reads pages, imported with the first of them."""
    from newsportal.extraction import extract

    collector.settle()
    return extract


def fetched(entry: Entry, response: Response | None = None, **known: object) -> Fetch:
    """How an entry was asked for, what the server said of its version, and what else is known."""
    if response is not None:
        known["browser"] = outcome(response)
        for name, header in (("etag", "ETag"), ("modified", "Last-Modified")):
            value = response.headers.get(header)
            known[name] = value.decode("latin-1")[:200] if value else None
    return Fetch(asked=entry.url, kind=entry.kind, depth=entry.depth, **known)  # type: ignore[arg-type]


def reason_of(failure: Failure) -> tuple[str, bool]:
    """Why a request failed, in a word or two, and whether the page is gone for good (404, 410)."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"http {error.response.status}", error.response.status in (404, 410)
    if isinstance(error, IgnoreRequest):
        return getattr(error, "reason", "refused"), False
    return reason(error) if error else "unknown", False
