"""A visit's article and headlines as records hold them."""

from __future__ import annotations

from collections.abc import Iterator

from newsportal.items import Sighting, Visit
from newsportal.items.tidy import tidied
from newsportal.messages import marked
from newsportal.text.sanitize import are_clean, clean

_HEADLINE, _LABEL = 1_000, 100
"""Characters that are kept of a headline, and of a block's label."""


def tidy(visit: Visit) -> None:
    """Clean and bound what a visit holds; a headline without words or address is left out, and that counted."""
    if visit.article is not None:
        tidied(visit.article)
    tidy_headlines(visit)
    visit.tidied = True


def tidy_headlines(visit: Visit) -> None:
    """Do that with the headlines alone."""
    if not _are_tidy(visit.sightings):
        visit.sightings = list(_whole(visit.sightings, visit.dropped))


def _are_tidy(sightings: list[Sighting]) -> bool:
    """Whether all are as records hold them, as nearly all pages' are: told for a page in a tenth of the time."""
    words = [one.text for one in sightings]
    words += [one.full_text for one in sightings if one.full_text is not one.text]
    labels, urls = {one.block for one in sightings}, [one.url for one in sightings]
    if not (all(words) and all(urls)):
        return False
    return are_clean(words, _HEADLINE) and are_clean(labels, _LABEL)


def _whole(sightings: list[Sighting], dropped: list[str]) -> Iterator[Sighting]:
    for sighting in sightings:
        shown, full = sighting.text, sighting.full_text
        sighting.text = clean(shown, _HEADLINE)
        sighting.full_text = sighting.text if full == shown else clean(full, _HEADLINE)
        sighting.block = clean(sighting.block, _LABEL)
        if not sighting.full_text:
            dropped.append(marked("headline without words"))
        elif not sighting.url:
            dropped.append(marked("headline without address"))
        else:
            yield sighting
