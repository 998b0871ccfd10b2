"""Where a sighting stood on the pages of a crawl: its best place, and the next best ones on hubs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

MORE_PLACES = 40
"""Further places of a sighting that are kept: with them its line takes seven times the room of one without."""

Stand = tuple[int, str, int]
"""Where a sighting stood: its rank, the page, the block's place on it. The smallest is the best."""


def placed(rank: int, page: str, place: int) -> dict[str, Any]:
    """A place as the fields of a sighting have it."""
    return {"page": page, "place": place, "rank": rank}


def merged(kept: Stand, also: str, best: Stand, on_hubs: Sequence[Stand]) -> tuple[int, str, int, str]:
    """The best place of a sighting with those kept before, and its further ones as JSON."""
    if not on_hubs:
        return *min(best, kept), also
    ranks: dict[tuple[str, int], int] = {}
    for rank, page, place in (kept, *orjson.loads(also), *on_hubs):
        ranks[page, place] = min(rank, ranks.get((page, place), rank))
    stands = sorted((rank, page, place) for (page, place), rank in ranks.items())
    return *stands[0], orjson.dumps(stands[1 : MORE_PLACES + 1]).decode()
