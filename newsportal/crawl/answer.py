"""What an answer says of itself, what is read in it, and how it is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from newsportal.download.browser.middleware import outcome
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


def page_of(response: Response, known_as: Iterable[str] = (), portal: PortalMemory | None = None) -> Page:
    """What a response showed when it came; `known_as` are the headlines under which other pages link to it."""
    from newsportal.extraction import extract

    came, charset = received(response) or datetime.now(UTC), declared_charset(response)
    return extract(response.body, response.url, charset, fetched=came, known_as=known_as, portal=portal)


def fetched(entry: Entry, response: Response | None = None, **known: object) -> Fetch:
    """How an entry was asked for, what the server said of its version, and what else is known."""
    if response is not None:
        known["browser"] = outcome(response)
        for name, header in (("etag", "ETag"), ("modified", "Last-Modified")):
            value = response.headers.get(header)
            known[name] = value.decode("latin-1")[:200] if value else None
    return Fetch(asked=entry.url, kind=entry.kind, depth=entry.depth, **known)  # type: ignore[arg-type]
