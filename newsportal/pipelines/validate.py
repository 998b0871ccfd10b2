"""Takes out of a visit what is no record."""

from __future__ import annotations

from collections.abc import Iterator

from newsportal.items import Sighting, Visit
from newsportal.items.tidy import lacks, tidied
from newsportal.messages import marked
from newsportal.text.sanitize import clean

_WITHOUT = {"title": marked("article without title"), "text": marked("article without text")}
_HEADLINE = 1_000
"""Characters of a headline that are kept."""


class Validate:
    """Takes out of a visit what is no record: an article without title or text, a headline without words or address.

    Every part left out is counted by its reason under `dropped`; the visit itself goes on, for its page was read.
    """

    def process_item(self, item: Visit) -> Visit:
        """The visit with complete parts only."""
        if item.article is not None:
            missing = lacks(item.article) if item.tidied else tidied(item.article)
            if missing:
                item.dropped.append(_WITHOUT[missing])
                item.article = None
        item.sightings = list(self._whole(item.sightings, item.dropped))
        return item

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
