"""A pile of pages of one portal, read together: each as it is read at the end of a crawl that saw them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from newsportal.extraction.article.known_as import said, wordings
from newsportal.extraction.core import extract
from newsportal.extraction.page import Page
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.urls.canonical import canonical

__all__ = ["SavedPage", "read_portal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page as it was saved."""

    url: str
    """Its address."""
    body: bytes
    """Its bytes."""
    charset: str | None = None
    """The charset of its Content-Type, None where that is not known."""
    fetched: datetime | None = None
    """When it was read; aware."""


def read_portal(pages: Iterable[SavedPage]) -> list[Page]:
    """The pages of one portal in their order, each read with what the others tell of it, in whatever order they come.

    Pages are read by themselves first; then those again that links call otherwise, then those whose title or lines
    prove to be the portal's. All are held in memory: 100 KB a page.
    """
    saved = list(pages)
    found = [_read(page) for page in saved]
    words = _words(found)
    named = {_address(page.url): wordings(words.get(_address(page.url), ())) for page in found}
    found = [_named(one, page, named[_address(page.url)]) for one, page in zip(saved, found, strict=True)]
    portal = PortalMemory(pair for page in found if page.traits for pair in page.traits.pairs())
    return [
        replace(_read(one, named[_address(page.url)], portal), traits=page.traits)
        if page.traits and portal.changes(page.traits)
        else page
        for one, page in zip(saved, found, strict=True)
    ]


def _read(page: SavedPage, words: Iterable[str] = (), portal: PortalMemory | None = None) -> Page:
    return extract(page.body, page.url, page.charset, fetched=page.fetched, known_as=words, portal=portal)


def _address(url: str) -> str:
    """An address in one form, whichever of http and https it was saved or linked under."""
    return canonical(url).partition("://")[2]


def _words(pages: Iterable[Page]) -> Mapping[str, set[str]]:
    """The headlines under which pages link to each address, as shown and in full."""
    words: dict[str, set[str]] = {}
    for page in pages:
        for headline in (headline for block in page.blocks for headline in block.headlines):
            words.setdefault(_address(headline.url), set()).update((headline.shown, headline.text))
    return words


def _named(saved: SavedPage, page: Page, words: tuple[str, ...]) -> Page:
    """The page read again where links call its article otherwise than it does."""
    traits = page.traits
    if not words:
        return page
    if traits and said(traits.title, words):
        return replace(page, traits=replace(traits, borne_out=True))
    return _read(saved, words)
