"""What an answer says of itself, and how it is recorded."""

from __future__ import annotations

from datetime import datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from newsportal.download.browser.middleware import outcome
from newsportal.download.meta_keys import RECEIVED
from newsportal.extraction import feeds
from newsportal.items import Fetch
from newsportal.state.frontier import Entry


def declared_charset(response: Response) -> str | None:
    """The charset that a response's header declares."""
    kind = response.headers.get("Content-Type", b"")
    return http_content_type_encoding(kind.decode("latin-1")) if kind else None


def received(response: Response) -> datetime | None:
    """When a response came; None where no download handler gave it."""
    return response.request.meta.get(RECEIVED) if response.request else None


def is_feed(response: Response) -> bool:
    """Whether it is a feed or a list of data, though a page was asked for."""
    return feeds.is_feed(response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))


def fetched(entry: Entry, response: Response | None = None, **known: object) -> Fetch:
    """How an entry was asked for, what the server said of its version, and what else is known."""
    if response is not None:
        known["browser"] = outcome(response)
        for name, header in (("etag", "ETag"), ("modified", "Last-Modified")):
            value = response.headers.get(header)
            known[name] = value.decode("latin-1")[:200] if value else None
    return Fetch(asked=entry.url, kind=entry.kind, depth=entry.depth, **known)  # type: ignore[arg-type]
