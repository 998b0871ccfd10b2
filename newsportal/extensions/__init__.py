"""Scrapy extensions, as settings.EXTENSIONS names them."""

from newsportal.extensions.byte_limit import Bounds
from newsportal.extensions.crawl_end import Summary
from newsportal.extensions.progress import Progress
from newsportal.extensions.safe_log import SafeLog

__all__ = ["Bounds", "Progress", "SafeLog", "Summary"]
