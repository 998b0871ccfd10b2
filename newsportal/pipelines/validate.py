"""Takes out of a visit what is no record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsportal.items import Article, Sighting, Visit
from newsportal.items.fields import lists, texts
from newsportal.messages import marked
from newsportal.text.sanitize import clean, plain

_LONGEST = 200_000
"""Characters of a text that are kept: six times the longest report."""
_HEADLINE = 1_000
"""Characters of a headline that are kept."""


class Validate:
    """Takes out of a visit what is no record: an article without title or text, a headline without words or address.

    Every part left out is counted by its reason under `dropped`; the visit itself goes on, for its page was read.
    """

    def process_item(self, item: Visit) -> Visit:
        """The visit with complete parts only."""
        if item.article is not None:
            reason = self._fault(item.article)
            if reason:
                item.dropped.append(reason)
                item.article = None
        item.sightings = list(self._whole(item.sightings, item.dropped))
        return item

    def _fault(self, article: Article) -> str | None:
        kind: Any = type(article)
        for name, keeps_lines in texts(kind).items():
            if value := getattr(article, name):
                setattr(article, name, clean(value, _LONGEST, lines=keeps_lines).strip() or None)
        for name in lists(kind):
            setattr(article, name, plain(getattr(article, name)))
        if not article.title:
            return marked("article without title")
        return None if article.text or article.images else marked("article without text")

    def _whole(self, sightings: list[Sighting], dropped: list[str]) -> Iterator[Sighting]:
        for sighting in sightings:
            shown, full = sighting.text, sighting.full_text
            sighting.text = clean(shown, _HEADLINE)
            sighting.full_text = sighting.text if full == shown else clean(full, _HEADLINE)
            sighting.block = clean(sighting.block, 100)
            if not sighting.full_text:
                dropped.append(marked("headline without words"))
            elif not sighting.url:
                dropped.append(marked("headline without address"))
            else:
                yield sighting
