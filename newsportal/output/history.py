"""The crawls before this one, read from the end of what is stored."""

from __future__ import annotations

from newsportal.items import Crawl, item_of
from newsportal.output.store import Store


def crawls(store: Store, portal: str | None = None, *, last: int) -> list[Crawl]:
    """The last crawls of a portal (None: of all portals), oldest first; what is no record of a crawl is left out."""
    found: list[Crawl] = []
    for record in store.last("crawls"):
        if len(found) >= last:
            break
        try:
            crawl = item_of(Crawl, record)
        except (ValueError, TypeError, AttributeError):
            continue
        if portal in (None, crawl.portal):
            found.append(crawl)
    return found[::-1]
