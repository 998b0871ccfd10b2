"""An extension that protects the log: no text of a page or a server can forge, hide or bloat a log line."""

from __future__ import annotations

import logging
from typing import Any, Self

from newsportal.text.sanitize import log_text


class SafeFormatter(logging.Formatter):
    """Makes another formatter's text safe: a record begins at the left margin, its further lines are indented."""

    def __init__(self, inner: logging.Formatter):
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The record as the inner formatter writes it, made safe."""
        return log_text(self._inner.format(record))


class SafeLog:
    """Wraps the formatter of every handler of the root logger when a crawl sets up its extensions."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Wrap at once, not at a signal: right after this Scrapy logs its settings, a proxy's password among them."""
        for handler in logging.root.handlers:
            if not isinstance(handler.formatter, SafeFormatter):
                handler.setFormatter(SafeFormatter(handler.formatter or logging.Formatter()))
        return cls()
