"""Scrapy extensions, by the names that settings.EXTENSIONS uses."""

from newsportal.extensions.byte_limit import ByteLimit
from newsportal.extensions.crawl_end import CrawlEnd
from newsportal.extensions.progress import Progress
from newsportal.extensions.safe_log import SafeLog

__all__ = ["ByteLimit", "CrawlEnd", "Progress", "SafeLog"]
