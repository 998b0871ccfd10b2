"""By which a page without an article is recognised: hashes of what it says, and of what it shows."""

from __future__ import annotations

from newsportal.extraction.page import Page
from newsportal.loaders import content_hash

_HEAD = 1 << 16
"""Bytes of a page in which its <title> is looked for."""


def headlines_hash(page: Page) -> str:
    """What a page without an article says, as 16 hexadecimal digits."""
    words = "\n".join(f"{h.url} {h.shown}" for block in page.blocks for h in block.headlines)
    return content_hash(page.kind, words)


def shown_hash(page: Page, body: bytes) -> str:
    """What a page without an article shows, as 16 hexadecimal digits: its <title>, as sent, and its headlines.

    Without addresses: one page under many addresses has relative links that lead elsewhere from each of them.
    """
    head = body[:_HEAD].lower()
    title = head[max(0, head.find(b"<title")) : max(0, head.find(b"</title"))].decode("latin-1")
    return content_hash(title, "\n".join(h.shown for block in page.blocks for h in block.headlines))
