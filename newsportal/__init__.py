"""newsportal: reads Chinese news portals. `from newsportal import extract, read_portal` needs no Scrapy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsportal.extraction import SavedPage, extract, read_portal
else:

    def __getattr__(name: str) -> object:
        """What is asked of the package by name; reading pages is loaded then, since most commands read none."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from newsportal import extraction

        return getattr(extraction, name)


__all__ = ["SavedPage", "extract", "read_portal"]
