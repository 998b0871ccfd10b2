"""Where the sightings of a page stood, as one row tells it until it is added up with others. Pure.

Most blocks stand on page after page with the same headlines. Such a run is told whole once, then by its number: neither
its words nor its keys are looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from newsportal.items import Sighting
from newsportal.state.stands import Stand

_KNOWN = 20_000
"""Sightings of runs that are known, 1 MB; all but the current page's are forgotten at once when they are too many."""
_block, _said = attrgetter("place", "block", "page_role"), attrgetter("rank", "url", "text")


class Run(NamedTuple):
    """Sightings that stand together."""

    keys: Sequence[int]
    """Their keys."""
    ranks: Sequence[int]
    """The rank of each."""


def runs_of(sightings: Iterable[Sighting]) -> Iterator[tuple[int, int, list[Sighting]]]:
    """The sightings of each block, with their number, which is the same wherever they stand, and the block's place."""
    for (place, *block), together in groupby(sightings, _block):
        found = [*together]
        yield hash((*block, *map(_said, found))), place, found


def words_of(sighting: Sighting) -> str:
    """What sightings of one crawl have in common that are kept as one."""
    return "\0".join((sighting.block, sighting.page_role, sighting.url, sighting.text))


class PagePlaces:
    """The places of the current page, until they are taken."""

    def __init__(self) -> None:
        self.counted: dict[tuple[int, int], int] = {}
        """The best rank by key and place of sightings that were counted one by one."""
        self._standing: list[tuple[int, int]] = []
        """Numbers of known runs, each with its place."""
        self._runs: dict[int, Run] = {}
        self._size = 0
        """How many sightings they have."""
        self._told: set[int] = set()
        """Numbers of the runs that are told whole in a row which is not added up."""

    def __bool__(self) -> bool:
        return bool(self.counted or self._standing)

    def count(self, key: int, place: int, rank: int) -> None:
        """Count a sighting."""
        self.counted[key, place] = min(rank, self.counted.get((key, place), rank))

    def count_run(self, number: int, place: int) -> bool:
        """Count the sightings of a run; False where it is not known."""
        if known := number in self._runs:
            self._standing.append((number, place))
        return known

    def learn(self, number: int, run: Sequence[Sighting], keys: Sequence[int | None]) -> None:
        """Know a run from the next page on, whose sightings are known by then; not where a key is not known now."""
        if None in keys:
            return
        if self._size + len(keys) > _KNOWN:  # but those of the current page are told with it
            self._runs = {standing: self._runs[standing] for standing, _ in self._standing}
            self._size = sum(len(known.keys) for known in self._runs.values())
        self._runs[number] = Run(keys, [sighting.rank for sighting in run])  # type: ignore[arg-type]
        self._size += len(keys)

    def take(self) -> str:
        """What is counted on the page, which ends."""
        counted = [number for (key, place), rank in self.counted.items() for number in (key, place, rank)]
        anew = {number for number, _ in self._standing} - self._told
        whole = [(number, *self._runs[number]) for number in anew]
        told = orjson.dumps((counted, self._standing, whole)).decode()
        self._told |= anew
        self.counted.clear()
        self._standing.clear()
        return told

    def added_up(self) -> None:
        """Hear that all rows are added up."""
        self._told.clear()

    def forget(self) -> None:
        """Forget the page and all runs."""
        self.counted.clear()
        self._standing.clear()
        self._told.clear()
        self._runs, self._size = {}, 0


class Sum:
    """What rows tell: on how many pages each sighting stood, where best, and where on hubs, by key."""

    def __init__(self, rows: Iterable[tuple[str, int, str]]) -> None:
        self.pages, self.best = Counter[int](), dict[int, Stand]()
        self.on_hubs: dict[int, list[Stand]] = {}
        told = [(page, hub, *_read(places)) for page, hub, places in sorted(rows)]
        runs = {number: Run(*run) for *_, whole in told for number, *run in whole}
        first = dict[tuple[int, int], str]()
        for page, hub, counted, standing, _ in told:
            self.pages.update({*counted[::3]}.union(*(runs[number].keys for number, _ in standing)))
            self._stood(page, zip(counted[::3], counted[1::3], counted[2::3], strict=True), hub)
            if hub:
                self._stood(page, chain.from_iterable(_stands(runs[number], place) for number, place in standing), hub)
            else:
                # Of pages in order the first of those with one rank is the best.
                for number, place in standing:
                    first.setdefault((number, place), page)
        for (number, place), page in first.items():
            self._stood(page, _stands(runs[number], place), False)

    def _stood(self, page: str, stands: Iterable[tuple[int, int, int]], hub: int) -> None:
        best = self.best
        for key, place, rank in stands:
            stand = rank, page, place
            if key not in best or stand < best[key]:
                best[key] = stand
            if hub:
                self.on_hubs.setdefault(key, []).append(stand)


def _stands(run: Run, place: int) -> Iterator[tuple[int, int, int]]:
    return ((key, place, rank) for key, rank in zip(run.keys, run.ranks, strict=True))


def _read(places: str) -> tuple[Any, Any, Any]:
    told = orjson.loads(places)
    # An earlier version told no runs.
    return (told, (), ()) if not told or isinstance(told[0], int) else told
