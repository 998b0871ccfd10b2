"""A hub as its script leaves it: its lists, which stand in files beside it, put where the page has their places.

So their headlines stand under the page's own labels, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsportal.extraction import listing_json
from newsportal.extraction.document import charset as encoding
from newsportal.extraction.document import data_lists, links, parser
from newsportal.extraction.embedded import headlines
from newsportal.extraction.listing_text import read

__all__ = ["filled", "listed"]


def filled(body: bytes, url: str, charset: str | None, files: Mapping[str, bytes]) -> bytes:
    """The page, in UTF-8, with the lists of these files, by their addresses, in the elements that name them."""
    decoded = encoding.decode(parser.bounded(body), charset)
    tree = parser.parse(decoded.text)
    base = links.Base(tree, url, decoded.charset)
    text, added = decoded.text, []
    for name in data_lists.named(tree, base, scripts=True):
        entries = _entries(files.get(name.url, b""), name.url)
        if entries and (place := _place(text, name)):
            added.append((place, entries if _is_list(text, name) else f"<ul>{entries}</ul>"))
    for place, entries in sorted(added, reverse=True):
        text = text[:place] + entries.encode("utf-8", "replace") + text[place:]
    return text


def listed(body: bytes, url: str, charset: str | None) -> bytes | None:
    """A list of data as a page of its own, in UTF-8; None for what is none, as feeds in markup are."""
    words, _ = read(body, charset)
    if not listing_json.is_data(words):
        return None
    script = words.replace("</", r"<\/").encode("utf-8", "replace")
    if labelled := headlines.markup(parser.parse(b"<script>" + script + b"</script>")):
        return labelled
    entries = _entries(body, url, charset)
    return f"<body><ul>{entries}</ul></body>".encode("utf-8", "replace") if entries else None


def _entries(body: bytes, url: str, charset: str | None = None) -> str:
    words, _ = read(body, charset)
    found = listing_json.items(words, url) if listing_json.is_data(words) else None
    return "".join(map(headlines.line, found or ()))


def _place(text: bytes, name: data_lists.Named) -> int:
    """Where the list of a file belongs: in the element that names it, behind the script that does; 0: nowhere."""
    at = text.find(name.mark.encode())
    if name.in_script and at >= 0:
        at = text.find(b"</script", at)
    return text.find(b">", at) + 1 if at >= 0 else 0


def _is_list(text: bytes, name: data_lists.Named) -> bool:
    tag = text[text.rfind(b"<", 0, text.find(name.mark.encode())) :][:3].lower()
    return not name.in_script and tag in (b"<ul", b"<ol")
