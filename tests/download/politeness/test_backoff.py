"""Hosts that are overloaded, or gone: what they cost, and that they hold up no other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from newsportal.state.parked_hosts import SCHEMA, ParkedHosts
from newsportal.state.sqlite import SqliteState
from tests.download.polite import PAGE, busy, gaps_of, in_seconds, polite, robots
from tests.hostile.crawl import Outcome
from tests.hostile.server import RESET, Answer, Hit, Server, response


def as_date() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2.999), usegmt=True)


def always(answer: Answer) -> Callable[[Hit], Answer]:
    """The same answer to all but robots.txt."""
    return lambda hit: robots("") if hit.path == "/robots.txt" else answer


def one_bad_page(hit: Hit) -> Answer:
    return response("", 503) if hit.path == "/0" else PAGE


def now_and_then() -> Callable[[Hit], Answer]:
    """Every third request is answered, the others end in a reset."""
    counter = itertools.count()
    return lambda hit: [RESET] if next(counter) % 3 else PAGE


def robots_after_a_moment() -> Callable[[Hit], Answer]:
    moments = iter([response("", 503, headers={"Retry-After": "1"}), robots("User-agent: *\nDisallow: /1")])
    return lambda hit: next(moments) if hit.path == "/robots.txt" else PAGE


SCENES: dict[str, Callable[[Hit], Answer]] = {
    "good": always(PAGE),
    "429 seconds": busy(429, in_seconds),
    "429 date": busy(429, as_date),
    "503 seconds": busy(503, in_seconds),
    "503 date": busy(503, as_date),
    "a day": busy(503, lambda: "86400"),
    "for ever": busy(429, lambda: "9" * 400),
    "refusing": always(response("", 429)),
    "one bad page": one_bad_page,
    "now and then": now_and_then(),
    "robots.txt later": robots_after_a_moment(),
    "reset": always([RESET]),
    "closed": always([]),
    "silent": always([30]),
    "gateway": always(response("", 502)),
}
HOSTS = {name: f"127.0.2.{n}" for n, name in enumerate(SCENES, 1)}
NOBODY = "127.0.2.250"
"""Where nobody listens."""
PAGES = 20


@dataclass
class Told:
    """What one crawl of all scenes did."""

    server: Server
    outcome: Outcome

    def paths(self, scene: str) -> list[str]:
        return [hit.path for hit in self.server.hits if hit.host == HOSTS[scene]]

    def gaps(self, scene: str) -> list[float]:
        return gaps_of(self.server, HOSTS[scene])

    def items(self, scene: str) -> int:
        return sum(f"//{HOSTS[scene]}:" in item["url"] for item in self.outcome.items)

    def failures(self, host: str) -> list[str]:
        return [reason for url, reason in self.outcome.failures.items() if f"//{host}:" in url]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    names = {host: name for name, host in HOSTS.items()}
    settings = {"DOWNLOAD_TIMEOUT": 0.5, "CONCURRENT_REQUESTS": 10, "DOWNLOAD_DELAY": 0.02, "RETRY_TIMES": 50}
    with Server(lambda hit: SCENES[names[hit.host]](hit), hosts=tuple(names)) as server:
        urls = [server.url(f"/{n}", host) for n in range(PAGES) for host in (*names, NOBODY)]
        urls += [server.url(f"/{n}", "no-such-name.cn") for n in range(PAGES)]
        yield Told(server, polite(server, urls, tmp_path_factory.mktemp("crawl"), settings))


@pytest.mark.parametrize("scene", ["429 seconds", "429 date", "503 seconds", "503 date"])
def test_retry_after_is_obeyed_to_a_second(scene: str, told: Told) -> None:
    assert told.paths(scene)[:2] == ["/robots.txt", "/0"]
    assert 2.0 <= told.gaps(scene)[1] < 3.5
    assert told.paths(scene).count("/0") == 2
    assert told.items(scene) == PAGES


@pytest.mark.parametrize("scene", ["a day", "for ever"])
def test_more_than_the_crawl_may_last_parks_the_host_and_drops_the_rest(scene: str, told: Told) -> None:
    assert told.paths(scene) == ["/robots.txt", "/0"]
    assert told.failures(HOSTS[scene]) == ["parked"] * PAGES


def test_refusals_without_a_time_are_met_with_longer_and_longer_rests_and_then_parking(told: Told) -> None:
    assert len(told.paths("refusing")) == 1 + 5
    assert all(gap >= 0.15 * 2**n for n, gap in enumerate(told.gaps("refusing")[1:]))
    assert told.failures(HOSTS["refusing"]) == ["parked"] * PAGES


def test_one_page_that_always_refuses_does_not_stop_a_host_that_answers_others(told: Told) -> None:
    assert told.items("one bad page") == PAGES - 1
    assert told.paths("one bad page").count("/0") <= 6


@pytest.mark.parametrize("scene", ["reset", "closed", "silent", "gateway"])
def test_a_dead_host_costs_at_most_16_requests(scene: str, told: Told) -> None:
    assert 8 <= len(told.paths(scene)) <= 16
    assert set(told.failures(HOSTS[scene])) <= {"dead_host", "DownloadTimeoutError", "DownloadFailedError", "HttpError"}
    assert told.failures(HOSTS[scene]).count("dead_host") >= PAGES - 1


def test_where_nobody_listens_or_no_name_is_known_the_host_is_given_up_too(told: Told) -> None:
    for host in (NOBODY, "no-such-name.cn"):
        reasons = told.failures(host)
        assert len(reasons) == PAGES
        assert set(reasons) <= {"dead_host", "robots_unreachable"}


def test_dead_and_resting_hosts_hold_up_no_other(told: Told) -> None:
    times = [hit.time for hit in told.server.hits if hit.host == HOSTS["good"]]
    assert len(times) == 1 + PAGES
    assert max(times) - min(times) < 4


def test_a_host_that_answers_now_and_then_is_not_given_up(told: Told) -> None:
    assert told.items("now and then") == PAGES
    assert not told.failures(HOSTS["now and then"])


def test_a_robots_txt_that_is_refused_for_a_moment_is_waited_for(told: Told) -> None:
    paths = told.paths("robots.txt later")
    assert paths[:3] == ["/robots.txt", "/robots.txt", "/0"]
    assert not [path for path in paths if path.startswith("/1")]
    assert told.gaps("robots.txt later")[0] >= 1
    assert set(told.failures(HOSTS["robots.txt later"])) == {"robots"}


def test_a_rest_beyond_the_end_of_a_bounded_crawl_parks_too(tmp_path: Path) -> None:
    with Server(busy(429, lambda: "20")) as server:
        outcome = polite(server, [server.url("/0"), server.url("/1")], tmp_path, {"CLOSESPIDER_TIMEOUT": 15})
        assert [hit.path for hit in server.hits] == ["/robots.txt", "/0"]
        assert outcome.stats["newsportal/refused/parked"] == 2
        assert outcome.stats["finish_reason"] == "finished"


def test_a_parked_host_is_left_alone_by_the_next_crawl_and_asked_again_after_its_time(tmp_path: Path) -> None:
    state = tmp_path / "state"
    settings = {
        "EXTENSIONS": {"tests.download.polite.Remembering": 0},
        "STATE": str(state),
        "NEWSPORTAL_LONGEST_WAIT": 2,
    }
    with Server(busy(429, lambda: "300")) as server:
        begin = datetime.now(UTC)
        polite(server, [server.url("/0"), server.url("/1")], tmp_path, settings)
        assert len(server.hits) == 2
        parking = ParkedHosts(SqliteState(state, schemas=(SCHEMA,)))
        until = parking.parked("127.0.0.1")
        assert until is not None
        assert timedelta(seconds=300) <= until - begin < timedelta(seconds=360)
        again = polite(server, [server.url("/0"), server.url("/2")], tmp_path, settings)
        assert len(server.hits) == 2
        assert again.stats["newsportal/refused/parked"] == 2
        parking.park("127.0.0.1", datetime.now(UTC))
        later = polite(server, [server.url("/0")], tmp_path, settings)
        assert len(later.items) == 1
