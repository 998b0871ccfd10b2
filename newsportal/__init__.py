"""newsportal: reads Chinese news portals. `from newsportal import extract, read_portal` needs no Scrapy."""

from newsportal.extraction import SavedPage, extract, read_portal

__all__ = ["SavedPage", "extract", "read_portal"]
