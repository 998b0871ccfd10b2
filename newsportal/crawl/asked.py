"""What a request tells the download layer of the address that it asks for."""

from __future__ import annotations

from typing import Any

from newsportal.crawl.follow import guessed
from newsportal.download.meta_keys import GUESSED
from newsportal.state.frontier import LISTINGS, Entry


def meta_of(entry: Entry, *, conditional: bool) -> dict[str, Any]:
    """The meta of a request for a frontier entry; `conditional`: whether it asks if the page has changed."""
    expects = entry.kind if entry.kind in LISTINGS else "page"
    # A server that says "unchanged" without having been asked whether it is has sent no page: that is an error.
    answers = [304] if conditional else []
    meta: dict[str, Any] = {"handle_httpstatus_list": answers, "seed": entry.kind == "seed", "expects": expects}
    if guessed(entry.url, entry.kind, entry.depth):
        meta |= {GUESSED: True, "dont_retry": True}
    return meta
