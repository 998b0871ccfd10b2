"""Which pages are given to a browser: those that need one, unless it was asked in vain too often for their kind."""

from __future__ import annotations

from collections import Counter

from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Visit
from newsportal.urls.shape import shape

_IN_VAIN = 3
"""Pages of one shape of address in a row that gave nothing in a browser either: no others are shown in this crawl."""


class ToRender:
    """Tells the pages of one crawl that a browser is to show; `on`: whether there is one."""

    def __init__(self, on: bool) -> None:
        self._on = on
        self._in_vain = Counter[str]()

    def wanted(self, visit: Visit) -> bool:
        """Whether a page is to be shown by a browser before it is stored."""
        needs = self._on and NEEDS_BROWSER in visit.fetch.flags
        return needs and self._in_vain[str(shape(visit.url))] < _IN_VAIN

    def learn(self, visit: Visit) -> None:
        """Hear what a page gave in the browser."""
        key = str(shape(visit.url))
        self._in_vain[key] = self._in_vain[key] + 1 if NEEDS_BROWSER in visit.fetch.flags else 0
