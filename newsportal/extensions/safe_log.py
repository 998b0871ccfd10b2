"""An extension that protects the log: no text of a page or a server can forge, hide or bloat a log line."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from newsportal.messages import say
from newsportal.os_errors import told
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
    """Wraps the formatter of every handler of the root logger, and says once what keeps a handler from writing."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wrap at once: right after this Scrapy logs its settings, a proxy's password among them."""
        extension = cls()
        extension.wrap()
        # And again: once it knows the settings of all components, Scrapy puts a handler of its own in place.
        crawler.signals.connect(extension.wrap, signal=signals.spider_opened)
        crawler.signals.connect(extension.quieten, signal=signals.spider_opened)
        return extension

    def quieten(self) -> None:
        """Have no record made that no handler writes: Scrapy makes two for each page, whatever the level.

        A level that is higher already stays: others may want fewer.
        """
        least = min((handler.level for handler in logging.root.handlers), default=logging.NOTSET)
        for logger in (logging.root, logging.getLogger("scrapy")):
            logger.setLevel(max(least, logger.level))

    def wrap(self) -> None:
        """Wrap what is not wrapped yet."""
        for handler in logging.root.handlers:
            if not isinstance(handler.formatter, SafeFormatter):
                handler.setFormatter(SafeFormatter(handler.formatter or logging.Formatter()))
                handler.handleError = _say_once()  # type: ignore[assignment]


def _say_once() -> Callable[[logging.LogRecord], None]:
    """What a handler does about an error: one that the disk makes is told once, not with a traceback a record."""
    said = False

    def handle(_: logging.LogRecord) -> None:
        nonlocal said
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            traceback.print_exc()
        elif not said:
            said = True
            print(say("the log cannot be written, the crawl goes on: {why}", why=told(error)), file=sys.stderr)

    return handle
