"""A page becomes items: the main content an Article, the headlines around it Sightings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from itemloaders import ItemLoader
from itemloaders.processors import Identity, TakeFirst

from newsportal.extraction.page import Block, BlockHeadline, Change, Image, MainContent, Page
from newsportal.items import Article, Sighting, Visit, undecided
from newsportal.items.fields import lists, shared
from newsportal.text.keywords import keywords
from newsportal.urls.canonical import canonical


def content_hash(title: str, text: str) -> str:
    """16 hexadecimal digits of SHA-256 over title and text."""
    return sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest()[:16]


MAX_HEADLINES = 1_200
"""Headlines taken of one page, more than any home page that we saw shows: their identity takes up to a second."""
link_to = lru_cache(2_000)(canonical)
"""The headlines around an article are mostly those around the one before."""
_NOTHING: tuple[Any, ...] = (None, "", ())
"""Values that say nothing: their fields stay as they are declared."""


def _said(content: MainContent) -> dict[str, Any]:
    """The fields of an Article that a main content says, each by its name; the others stay as they are declared."""
    said: Any = type(content)
    values = ((name, getattr(content, name)) for name in shared(said, Article))
    told = ((name, value) for name, value in values if value not in _NOTHING)
    return {name: [*map(_plain, value)] if type(value) is tuple else value for name, value in told}


def _plain(value: Any) -> Any:
    """A picture or a change as a dictionary, another value as it is."""
    if not isinstance(value, Image | Change):
        return value
    # Not `dataclasses.asdict`, which copies every value and takes ten times as long.
    return {name: getattr(value, name) for name in value.__slots__}


def read_again(article: Article, content: MainContent, *, top: int) -> Article:
    """An article with what a second reading of its first page says; of several pages text and pictures stay."""
    said, again = _said(content), replace(article)
    for name in shared(type(content), Article):  # type: ignore[arg-type]
        if name not in (("pages", "text", "images") if article.pages > 1 else ("pages",)):
            setattr(again, name, said.get(name, [] if name in lists(Article) else None))
    if (again.title, again.text) == (article.title, article.text):
        return again
    return with_text(again, again.text or "", top=top)


def with_text(article: Article, text: str, *, top: int) -> Article:
    """An article with another text, and what follows from title and text."""
    title = article.title or ""
    words, content = keywords(f"{title}\n{text}", top), content_hash(title, text)
    return replace(article, text=text, keywords=words, content_hash=content)


def headlines(page: Page, visit: Visit) -> list[tuple[Block, int, Sequence[BlockHeadline]]]:
    """The blocks of a page, each with its place and those of its headlines that are taken; the others are counted."""
    stand, left = list[tuple[Block, int, Sequence[BlockHeadline]]](), MAX_HEADLINES
    for place, block in enumerate(page.blocks, 1):
        taken = block.headlines[:left]
        visit.dropped += ["headline beyond the bound of a page"] * (len(block.headlines) - len(taken))
        left -= len(taken)
        stand.append((block, place, taken))
    return stand


class VisitLoader(ItemLoader):
    """Separates a page's main article from the headlines around it.

    `visit` is the started item; `portal` and `crawl` go into every record; `top` keywords are taken of an article.
    """

    default_item_class = dict
    default_output_processor = TakeFirst()
    sightings_out = Identity()

    def __init__(self, visit: Visit, *, portal: str, crawl: str, top: int) -> None:
        super().__init__()
        self._visit, self._portal, self._crawl, self._top = visit, portal, crawl, top

    # A dictionary's fields have no processors of their own; to look for some takes as long as all else.
    def get_input_processor(self, field_name: str) -> Callable[..., Any]:
        """The same for all."""
        return self.default_input_processor

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """What the class says of the field."""
        found: Callable[..., Any] = getattr(self, f"{field_name}_out", self.default_output_processor)
        return found

    def add_content(self, content: MainContent, parts: Iterable[MainContent] = (), missing: int = 0) -> None:
        """Add an article, joined with its further `parts`."""
        self.add_value("article", self.article(content, list(parts), missing))

    def add_headlines(self, page: Page) -> None:
        """Add a page's headline blocks alone."""
        blocks = headlines(page, self._visit)
        self.add_value("sightings", [sighting for block in blocks for sighting in self._sightings(*block)])

    def article(self, content: MainContent, parts: Sequence[MainContent] = (), missing: int = 0) -> Article:
        """The article that a main content says, joined with its further `parts`."""
        said, visit, text = _said(content), self._visit, content.text
        if parts:
            text = "\n".join(filter(None, [text, *(part.text for part in parts)]))
            images = [_plain(image) for part in (content, *parts) for image in part.images]
            said |= {"text": text or None, "images": images}
        said["pages"] = max(content.pages, 1 + len(parts) + missing)
        return Article(
            url=visit.url, portal=self._portal, crawl=self._crawl, fetched=visit.fetched, missing_pages=missing,
            keywords=keywords(f"{content.title}\n{text}", self._top), content_hash=content_hash(content.title, text),
            **said,
        )  # fmt: skip

    def _sightings(self, block: Block, place: int, entries: Iterable[BlockHeadline]) -> list[Sighting]:
        # Not a loader each: a page has a hundred, and a loader costs 0.1 ms where this costs 0.001.
        visit = self._visit
        return undecided(
            [
                (one.shown, one.text, one.text_from, link_to(one.url), one.rank, one.published, one.published_precision)
                for one in entries
            ],
            portal=self._portal, crawl=self._crawl, seen=visit.fetched, page=visit.url, page_role=visit.role,
            block=block.label, block_role=block.role, place=place,
        )  # fmt: skip

    def load(self) -> Visit:
        """The visit with its article and sightings."""
        for name, value in self.load_item().items():
            setattr(self._visit, name, value)
        return self._visit
