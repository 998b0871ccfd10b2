"""When a page is read again: hubs in every crawl, articles soon at first, then ever later. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsportal.items import Visit
from newsportal.state.frontier import LISTINGS
from newsportal.state.pages import KnownPage

_BY_RULE = ("hub", *LISTINGS)
"""Roles that are read in each crawl or by the hour: were they due like articles, they would be read as such."""

DAY = 86_400.0
"""Seconds after which a deeper hub is read again though its parent is unchanged."""
WHOLE_EVERY = 4
"""Of so many readings in a row without a change, the last asks without a condition: a wrong ETag hides no news."""

_WRONG = "!"
"""Before what a server goes on sending though the page has changed; neither an ETag nor a date begins so."""


def is_due(known: KnownPage, now: float, *, depth: int, unchanged: bool, listing: float) -> bool:
    """Whether a page that an earlier crawl read, `depth` links away from a seed, is to be read in one that began `now`.

    `unchanged`: whether the page that links to it is; `listing`: seconds after which a feed or sitemap is read again.
    """
    if known.role == "hub":
        return depth <= 1 or not unchanged or abs(now - known.last) > DAY
    if known.role in LISTINGS:
        # Also where the clock was ahead when it was read last.
        return abs(now - known.last) >= listing
    if known.due is None:
        return known.role == "failed"
    # Also where the clock was ahead when it was read last: its due date is as wrong.
    return known.due <= now or known.last > now


def conditions(known: KnownPage | None) -> dict[str, str]:
    """The headers that make a request for a page conditional (RFC 9110, 13); none where its answer is to be whole."""
    if known is None or known.quiet % WHOLE_EVERY == WHOLE_EVERY - 1:
        return {}
    both = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in both.items() if value and not value.startswith(_WRONG)}


def known_after(before: KnownPage | None, visit: Visit, crawl: str, steps: Sequence[float]) -> KnownPage:
    """What is known of a page after a visit.

    `steps` are seconds from one reading to the next while nothing changes; a change begins them anew, after the last of
    them the page is read no more. A page that is gone (404, 410) is asked for once more after the longest step.
    An earlier version that comes back is no change: a page that flips between two is read no oftener than another.
    What may pass (a time-out, 503) changes nothing that was known; a page never read is asked for in the next crawl and
    then by the steps, for the page that named it may be called unchanged (304) from now on.
    """
    got, at = visit.fetch, visit.fetched.timestamp()
    if visit.role == "failed" and not got.gone:
        return _after_failure(before, visit, crawl, steps)
    if before and got.unchanged:
        quiet = before.quiet + 1
        due = None if before.role in _BY_RULE else _due(at, steps, quiet)
        etag = _validator(before.etag, got.etag or before.etag, False)
        modified = _validator(before.modified, got.modified or before.modified, False)
        return replace(before, crawl=crawl, last=at, due=due, quiet=quiet, etag=etag, modified=modified)
    quiet = before.quiet + 1 if before and (got.known or before.hash == got.hash) else 0
    gone = visit.role == "failed"
    due = None if visit.role in _BY_RULE else _due(at, steps, len(steps) - 1 if gone and quiet == 0 else quiet)
    changed = before is not None and before.hash is not None and got.hash != before.hash
    revision = visit.article.revision if visit.article else before.revision if before else 0
    etag = _validator(before.etag if before else None, got.etag, changed)
    modified = _validator(before.modified if before else None, got.modified, changed)
    # Not replace(), which takes longer than all of this: one is made for each page.
    return KnownPage(visit.role, crawl, at, due, quiet, revision, got.hash, etag, modified, got.depth)


def _validator(before: str | None, now: str | None, changed: bool) -> str | None:
    """What is kept of an ETag or a date; marked as wrong where it stayed the same while the page changed."""
    told, known = (value.removeprefix(_WRONG) if value else "" for value in (now, before))
    if told and told == known and (changed or before != known):
        return f"{_WRONG}{told}"
    return told or None


def _after_failure(before: KnownPage | None, visit: Visit, crawl: str, steps: Sequence[float]) -> KnownPage:
    at = visit.fetched.timestamp()
    if before and before.role != "failed":
        return replace(before, crawl=crawl, last=at)
    page = KnownPage("failed", crawl, at, None, 0, 0, None, None, None, visit.fetch.depth)
    if not visit.fetch.may_pass:
        return page
    quiet = before.quiet + 1 if before else 0
    return replace(page, quiet=quiet, due=_due(at, (0.0, *steps), quiet))


def _due(at: float, steps: Sequence[float], quiet: int) -> float | None:
    return at + steps[quiet] if 0 <= quiet < len(steps) else None
