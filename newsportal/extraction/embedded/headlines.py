"""Headlines that stand only in a page's data: lists of objects that each have a title and an address."""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple

from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded import shape
from newsportal.extraction.embedded.keys import is_named
from newsportal.extraction.embedded.prospects import LEAST_ITEMS
from newsportal.extraction.embedded.sources import objects
from newsportal.text.han import han

__all__ = ["Item", "line", "markup", "told"]


class Item(NamedTuple):
    """What an object of a list names."""

    title: str
    url: str
    """As it stands, relative or not."""
    time: str
    """As a reader would see it, "" where none is told."""


_MOST = 3_000
"""Entries of all lists."""
_LONGEST_LABEL = 12
_SHORTEST = 6
"""Characters of a headline in data, where nothing but its length tells it from the name of a channel."""
_ADDRESS = re.compile(
    r"(?:https?:)?//[^\s\"'<>]{4,1000}|\.{0,2}/[^\s\"'<>]{2,1000}|\d{6,8}/[\w/-]{1,200}\.s?html?", re.I
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|js|css|mp[34]|m3u8|apk)(?:[?#].{0,200})?$", re.I)


def markup(tree: Tree) -> bytes | None:
    """The lists of headlines in the page's data as a page of their own, in UTF-8; None if there is none."""
    known: set[str] = set()
    made: list[str] = []
    for things, _ in objects(tree):
        for values in things[-1].values():
            if isinstance(values, list) and len(values) >= LEAST_ITEMS and isinstance(values[0], dict):
                entries = [entry for value in values[:_MOST] if isinstance(value, dict) and (entry := _entry(value))]
                fresh = [(url, line) for url, line in entries if url not in known]
                if len(fresh) >= LEAST_ITEMS and len(entries) * 2 >= len(values[:_MOST]) and len(known) < _MOST:
                    known |= {url for url, _ in fresh}
                    label = next((t for t in shape.titles(things[-1]) if len(t) <= _LONGEST_LABEL and han(t)), "")
                    lines = "".join(line for _, line in fresh)
                    made.append(f"<div><h2>{html.escape(label)}</h2><ul>{lines}</ul></div>")
    return f"<body>{''.join(made)}</body>".encode("utf-8", "replace") if made else None


def _entry(thing: dict[str, Any]) -> tuple[str, str] | None:
    """Address and list entry of an object that names an item."""
    if (item := told(thing)) is None:
        return None
    return item.url, line(item)


def line(item: Item) -> str:
    """An item as an entry of a list on a page."""
    link = f'<a href="{html.escape(item.url)}">{html.escape(item.title)}</a>'
    return f"<li>{link} <span>{html.escape(item.time)}</span></li>"


def told(thing: dict[str, Any]) -> Item | None:
    """The item that an object, or its only object, names by a title and an address; None where it names none."""
    title = next((title for title in shape.titles(thing) if len(title) >= _SHORTEST), "")
    url = _address(thing) if title else ""
    if url and not any(value and is_named(key, "goods") for key, value in thing.items()):
        return Item(title, url, shape.time(thing, only_published=False))
    children = [child for child in thing.values() if isinstance(child, dict) and child]
    return told(children[0]) if len(children) == 1 and not title else None


def _address(thing: dict[str, Any]) -> str:
    """The address that an object names, one to share it by only where there is no other; "" where it names none."""
    found = ((key, value.strip()) for key, value in thing.items() if isinstance(value, str) and _is_address(key, value))
    shared = ""
    for key, url in found:
        if "share" not in key.lower():
            return url
        shared = shared or url
    return shared


def _is_address(key: str, value: str) -> bool:
    return bool(
        is_named(key, "addresses")
        and not is_named(key, "pictures")
        and _ADDRESS.fullmatch(value.strip())
        and not _FILE.search(value)
    )
