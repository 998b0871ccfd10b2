"""newsportal: reads Chinese news portals. `from newsportal import extract` needs no Scrapy."""

from newsportal.extraction import extract

__all__ = ["extract"]
