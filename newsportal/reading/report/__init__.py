"""`scrapy report`: what the output files say of the last days, as one page to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsportal.collector import paused
from newsportal.reading.beside import replace
from newsportal.reading.records import Records
from newsportal.reading.report.data import data
from newsportal.reading.report.gather import gather
from newsportal.reading.report.page import page

__all__ = ["Written", "write_report"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a report that was written tells of."""

    as_of: datetime
    """The time of the newest record."""
    portals: int
    """Portals that it tells of."""
    standing: int
    """Headlines that stand now."""
    headlines: int
    """Headlines that it lists."""
    size: int
    """Its bytes."""
    older: datetime | None
    """Where it lists nothing: the time of the newest headline or article, None where there is none."""


def write_report(folder: Path, target: Path, days: float, now: datetime) -> Written | None:
    """Write the report on the last days of an output folder to `target`; None, and nothing written, where it has no
    record.

    The page is written beside its target and renamed: who reads it meanwhile has the old one whole. Raises OSError.
    """
    with paused():  # nothing here holds cycles, and to look for some among a million objects takes half of the time
        made = _made(folder, days, now)  # of which nothing is left when the collector goes on
    if made is None:
        return None
    written, content = made
    replace(target, content)
    return written


def _made(folder: Path, days: float, now: datetime) -> tuple[Written, bytes] | None:
    with Records(folder) as records:
        facts = gather(records, days)
        if facts is None:
            return None
        # Archives are read years after what they hold.
        older = None if facts.heads or facts.articles else records.newest("sightings", "articles")
        older = older if older and older < facts.since else None
    told = data(facts, now)
    content = page(told)
    heads = len(told["heads"]["text"])
    return Written(facts.as_of, len(told["portals"]), told["standing"], heads, len(content), older), content
