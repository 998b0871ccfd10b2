"""Addresses of hosts that did not answer are kept for later crawls, within bounds of age and number."""

from __future__ import annotations

import pytest

from newsportal.state import frontier
from newsportal.state.frontier import DEFERRED_DAYS, Entry
from newsportal.state.walk import Waiting
from tests.state.conftest import Walks

NOW, DAY = 1_800_000_000.0, 86_400.0


@pytest.fixture
def queue(walks: Walks) -> Waiting:
    return walks("river").frontier


def push(queue: Waiting, *names: str, host: str = "dead", kind: str = "article") -> None:
    queue.push([Entry(f"http://{host}/{name}", host, kind, 2) for name in names])


def kept(queue: Waiting) -> list[str]:
    return [url.removeprefix("http://") for url, _, _ in queue.deferred()]


def test_only_what_waits_for_these_hosts_is_kept_and_the_rest_is_left_over(queue: Waiting) -> None:
    push(queue, "1", "2")
    push(queue, "3", host="alive")
    push(queue, "", kind="seed")
    assert queue.defer(["dead"], NOW) == 0
    assert (kept(queue), queue.left_over()) == (["dead/1", "dead/2"], 1)
    queue.clear()
    assert (kept(queue), queue.left_over()) == (["dead/1", "dead/2"], 0)


def test_one_that_was_read_or_refused_waits_no_more(queue: Waiting) -> None:
    push(queue, "1", "2")
    queue.defer(["dead"], NOW)
    queue.drop("http://dead/1")
    queue.clear()
    queue.drop("http://dead/2")
    assert kept(queue) == []


@pytest.mark.parametrize(("days", "left"), [(DEFERRED_DAYS - 1, 1), (DEFERRED_DAYS + 1, 0)])
def test_one_that_stays_dead_is_given_up_after_a_week_whatever_is_found_anew(
    queue: Waiting, days: int, left: int
) -> None:
    push(queue, "old")
    queue.defer(["dead"], NOW)
    push(queue, "new")
    assert queue.defer(["dead"], NOW + days * DAY) == 1 - left
    assert len(kept(queue)) == 1 + left


def test_a_clock_that_was_ahead_makes_none_stay_longer(queue: Waiting) -> None:
    push(queue, "1")
    queue.defer(["dead"], NOW + 3650 * DAY)
    assert queue.defer([], NOW) == 0
    assert queue.defer([], NOW + (DEFERRED_DAYS + 1) * DAY) == 1


def test_of_too_many_articles_are_kept_before_hubs_and_newer_ones_before_older(
    queue: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier, "DEFERRED", 3)
    push(queue, "hub", kind="hub")
    push(queue, "old 1", "old 2")
    queue.defer(["dead"], NOW)
    assert len(kept(queue)) == 3
    push(queue, "new 1", "new 2")
    assert queue.defer(["dead"], NOW + DAY) == 0
    assert sorted(kept(queue))[:2] == ["dead/new 1", "dead/new 2"]
    assert "dead/hub" not in kept(queue)
    assert len(kept(queue)) == 3
    # What found no place is asked for by the hubs that list it: the crawl takes it for left over.
    assert queue.left_over() == 2
