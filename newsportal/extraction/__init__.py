"""Pure reading of pages: bytes and an address in, a `Page` out."""

from __future__ import annotations

from datetime import datetime

from newsportal.extraction.page import Page

__all__ = ["Page", "extract"]


def extract(body: bytes, url: str, charset: str | None = None, *, fetched: datetime | None = None) -> Page:
    """Read a page; see the module."""
    return Page(url=url, kind="other", charset=charset or "utf-8")
