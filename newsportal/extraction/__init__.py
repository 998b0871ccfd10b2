"""Pure reading of pages: bytes and an address in, a `Page` out."""

from newsportal.extraction.core import extract
from newsportal.extraction.page import Page
from newsportal.extraction.read_portal import SavedPage, read_portal

__all__ = ["Page", "SavedPage", "extract", "read_portal"]
