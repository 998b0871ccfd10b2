"""Pure reading of pages: bytes and an address in, a `Page` out."""

from newsportal.extraction.core import extract
from newsportal.extraction.page import Page

__all__ = ["Page", "extract"]
