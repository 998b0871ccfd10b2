"""What a request tells the download layer of the address that it asks for."""

from __future__ import annotations

from typing import Any

from newsportal.crawl.follow import guessed
from newsportal.crawl.revisit import conditions
from newsportal.download.meta_keys import GUESSED
from newsportal.state.frontier import LISTINGS, Entry


def told_of(entry: Entry) -> tuple[dict[str, str], dict[str, Any]]:
    """The headers and the meta of a request for a frontier entry, conditional where the server told how."""
    headers = conditions(entry.known)
    expects = entry.kind if entry.kind in LISTINGS else "page"
    # A server that says "unchanged" without having been asked whether it is has sent no page: that is an error.
    answers = [304] if headers else []
    meta: dict[str, Any] = {"handle_httpstatus_list": answers, "seed": entry.kind == "seed", "expects": expects}
    if guessed(entry.url, entry.kind, entry.depth):
        meta |= {GUESSED: True, "dont_retry": True}
    return headers, meta
