"""An extension that keeps logs honest: nothing that a page or a server says can forge, hide or overflow a line."""

from __future__ import annotations

import logging
from typing import Any, Self

from newsportal.text.sanitize import log_text


class SafeFormatter(logging.Formatter):
    """Another formatter's text, made safe: one record begins at the left margin, its further lines are indented."""

    def __init__(self, inner: logging.Formatter):
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The record as the inner formatter writes it, made safe."""
        return log_text(self._inner.format(record))


class SafeLog:
    """Wraps the formatter of every handler of the root logger as soon as a crawl has its own."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Wrap at once: Scrapy writes its settings, and so a proxy's password, to the log after it loads extensions."""
        for handler in logging.root.handlers:
            if not isinstance(handler.formatter, SafeFormatter):
                handler.setFormatter(SafeFormatter(handler.formatter or logging.Formatter()))
        return cls()
