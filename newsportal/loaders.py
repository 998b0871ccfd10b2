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
from newsportal.items import Article, Sighting, Visit
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


def _as_dicts(values: Iterable[Image | Change]) -> list[dict[str, Any]]:
    # Not `dataclasses.asdict`, which copies every value and takes ten times as long.
    return [{name: getattr(value, name) for name in value.__slots__} for value in values]


_WHOLE = Identity()
_NOTHING: tuple[Any, ...] = (None, ())
"""Values that say nothing: their fields stay as they are declared."""


class _Fields(ItemLoader):
    """Collects the fields of a record, as a dictionary: to take a dataclass apart first costs more than all else."""

    default_item_class = dict
    default_output_processor = TakeFirst()

    # A dictionary's fields have no processors of their own; to look for some takes as long as all else.
    def get_input_processor(self, field_name: str) -> Callable[..., Any]:
        """What the class says of the field."""
        found: Callable[..., Any] = getattr(type(self), f"{field_name}_in", self.default_input_processor)
        return found

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """What the class says of the field."""
        found: Callable[..., Any] = getattr(type(self), f"{field_name}_out", self.default_output_processor)
        return found


class ArticleLoader(_Fields):
    """Gives the fields of an Article that the main content of a page says; the others stay as they are declared."""

    images_in = evidence_in = _as_dicts
    pages_out = max

    def add_content(self, content: MainContent) -> None:
        """Add everything that the main content says: each field that an Article has too, by its name."""
        said: Any = type(content)
        values = ((name, getattr(content, name)) for name in shared(said, Article))
        self.add_value(None, {name: value for name, value in values if value not in _NOTHING})

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """Lists are kept whole; of other values the first is, unless the class says another rule."""
        return _WHOLE if field_name in lists(Article) else super().get_output_processor(field_name)


def read_again(article: Article, content: MainContent, *, top: int) -> Article:
    """An article with what a second reading of its first page says; of several pages text and pictures stay."""
    loader = ArticleLoader()
    loader.add_content(content)
    said = loader.load_item()
    again = replace(article)
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


def headlines(page: Page, visit: Visit) -> list[tuple[BlockHeadline, Block, int]]:
    """The headlines of a page that are taken, each with its block and that block's place; the others are counted."""
    stand = [(entry, block, place) for place, block in enumerate(page.blocks, 1) for entry in block.headlines]
    visit.dropped += ["headline beyond the bound of a page"] * (len(stand) - MAX_HEADLINES)
    return stand[:MAX_HEADLINES]


class VisitLoader(_Fields):
    """Separates a page's main article from the headlines around it.

    `visit` is the started item; `portal` and `crawl` go into every record; `top` keywords are taken of an article.
    """

    sightings_out = Identity()

    def __init__(self, visit: Visit, *, portal: str, crawl: str, top: int) -> None:
        super().__init__()
        self._visit, self._portal, self._crawl, self._top = visit, portal, crawl, top

    def add_page(self, page: Page, parts: Iterable[MainContent] = (), missing: int = 0) -> None:
        """Add a page: its article, joined with that of its further `parts`, and its headline blocks."""
        if page.article is not None:
            self.add_content(page.article, parts, missing)
        self.add_headlines(page)

    def add_content(self, content: MainContent, parts: Iterable[MainContent] = (), missing: int = 0) -> None:
        """Add an article, joined with its further `parts`."""
        self.add_value("article", self.article(content, list(parts), missing))

    def add_headlines(self, page: Page) -> None:
        """Add a page's headline blocks alone."""
        self.add_value("sightings", [self._sighting(*one) for one in headlines(page, self._visit)])

    def article(self, content: MainContent, parts: Sequence[MainContent] = (), missing: int = 0) -> Article:
        """The article that a main content says, joined with its further `parts`."""
        loader, visit, text = ArticleLoader(), self._visit, content.text
        loader.add_content(content)
        if parts:
            text = "\n".join(filter(None, [text, *(part.text for part in parts)]))
            loader.replace_value("text", text)
        for part in parts:
            loader.add_value("images", part.images)
        loader.add_value("pages", 1 + len(parts) + missing)
        return Article(
            url=visit.url, portal=self._portal, crawl=self._crawl, fetched=visit.fetched, missing_pages=missing,
            keywords=keywords(f"{content.title}\n{text}", self._top), content_hash=content_hash(content.title, text),
            **loader.load_item(),
        )  # fmt: skip

    def _sighting(self, entry: BlockHeadline, block: Block, place: int) -> Sighting:
        # Not a loader each: a page has a hundred, and a loader costs 0.1 ms where this costs 0.003.
        visit = self._visit
        return Sighting(
            headline="", kind="new", portal=self._portal, crawl=self._crawl, seen=visit.fetched, text=entry.shown,
            full_text=entry.text, text_from=entry.text_from, url=link_to(entry.url), page=visit.url,
            page_role=visit.role, block=block.label, block_role=block.role, place=place, rank=entry.rank,
            published=entry.published, published_precision=entry.published_precision,
        )  # fmt: skip

    def load(self) -> Visit:
        """The visit with its article and sightings."""
        for name, value in self.load_item().items():
            setattr(self._visit, name, value)
        return self._visit
