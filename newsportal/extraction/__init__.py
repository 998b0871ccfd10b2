"""Pure reading of pages: bytes and an address in, a `Page` out."""

from importlib import import_module
from typing import TYPE_CHECKING

from newsportal.extraction.page import Page

if TYPE_CHECKING:
    from newsportal.extraction.core import extract
    from newsportal.extraction.saved_pages import SavedPage, read_portal
else:
    _HOMES = {"extract": "core", "SavedPage": "saved_pages", "read_portal": "saved_pages"}

    def __getattr__(name: str) -> object:
        """What is asked of the room by name; its hundreds of patterns are compiled then, when a page is to be read."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return globals()[name]


__all__ = ["Page", "SavedPage", "extract", "read_portal"]
