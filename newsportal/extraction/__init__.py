"""Pure reading of pages: bytes and an address in, a `Page` out."""

from typing import TYPE_CHECKING

from newsportal.extraction.page import Page

if TYPE_CHECKING:
    from newsportal.extraction.core import extract
    from newsportal.extraction.read_portal import SavedPage, read_portal
else:
    _HOMES = {"extract": "core", "SavedPage": "read_portal", "read_portal": "read_portal"}

    def __getattr__(name: str) -> object:
        """What is asked of the room by name; its hundreds of patterns are compiled then, when a page is to be read."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["Page", "SavedPage", "extract", "read_portal"]
