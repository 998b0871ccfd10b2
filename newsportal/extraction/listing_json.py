"""Entries of JSON: of a JSON Feed, and of the files from which scripts fill a portal's lists.

    {"datasource": [{"title": "…", "publishUrl": "/a/1.html", "publishTime": "…", "linkUrls": [{"linkTitle": "…", …}]}]}

Of such a file the shape is read, not a list of names: a list of objects that each have a title and an address. It may
be wrapped in a script, as the argument of a callback (JSONP) or the value of a variable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsportal.extraction.embedded.headlines import Item, told
from newsportal.extraction.embedded.script_reader import ScriptReader
from newsportal.extraction.listing_markup import Entry
from newsportal.urls.join import join

__all__ = ["entries", "is_data", "items"]

_LEAST = 3
"""Entries of a list that is no JSON Feed's."""
_DEEPEST = 4
"""Levels at which a list is looked for."""
_DATA = re.compile(
    r"[{\[]|(?:/\*[^*]{0,200}\*/|//[^\n]{0,200}\n)?\s{0,9}(?:(?:var|let|const)\s{1,9})?[A-Za-z_$][\w$.]{0,80}\s{0,9}[=(]\s{0,9}[{\[]"
)


def is_data(words: str) -> bool:
    """Whether a file begins as JSON, or as a script that hands over a list or an object."""
    return bool(_DATA.match(words))


def entries(words: str, url: str) -> list[Entry] | None:
    """The entries of JSON that lists pages, addresses made absolute by `url`; None for other JSON and damaged one."""
    value = _value(words)
    if isinstance(value, dict) and "jsonfeed" in str(value.get("version")):
        told = value.get("items")
        return [_of_feed(item, url) for item in told if isinstance(item, dict)] if isinstance(told, list) else None
    found = _items(value, url)
    return [Entry("item", item.url, item.time) for item in found] if len(found) >= _LEAST else None


def items(words: str, url: str) -> list[Item] | None:
    """The titles, absolute addresses and times of JSON that lists pages; None for other JSON and damaged one."""
    value = _value(words)
    if isinstance(value, dict) and "jsonfeed" in str(value.get("version")):
        told = value.get("items")
        value = [{**item, "url": _of_feed(item, url).url} for item in told or () if isinstance(item, dict)]
    found = _items(value, url)
    return found if len(found) >= _LEAST else None


def _value(words: str) -> Any:
    try:
        return json.loads(words) if words[:1] in ("{", "[") else ScriptReader().read(words)
    except (ValueError, RecursionError):
        return None


def _items(value: Any, url: str) -> list[Item]:
    return [item for things in _lists(value, _DEEPEST) for thing in things for item in _of_list(thing, url)]


def _of_feed(item: dict[str, Any], url: str) -> Entry:
    time = item.get("date_published") or item.get("date_modified") or ""
    for name in ("url", "id", "external_url"):
        value = item.get(name)
        value = value if isinstance(value, str) else ""
        known = name == "url" or value.startswith(("http://", "https://"))
        if known and (address := join(url, value)):
            return Entry("item", address, str(time))
    return Entry("item", "", str(time))


def _lists(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    """The lists of objects in a value, the outer before the inner; those inside an entry are the entry's."""
    if isinstance(value, list):
        things = [thing for thing in value if isinstance(thing, dict)]
        if things and sum(told(thing) is not None for thing in things) * 2 >= len(value):
            yield things
            return
    if depth:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            if isinstance(inner, dict | list):
                yield from _lists(inner, depth - 1)


def _of_list(thing: dict[str, Any], url: str) -> Iterator[Item]:
    """What an object of a list names, and what its own lists name: one line of a list may hold several links."""
    item = told(thing)
    if item and (address := join(url, item.url)):
        yield item._replace(url=address)
    for inner in thing.values():
        for part in inner if isinstance(inner, list) else ():
            if isinstance(part, dict) and (linked := told(part)) and (address := join(url, linked.url)):
                yield Item(linked.title, address, item.time if item else linked.time)
