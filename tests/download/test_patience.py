"""Hosts that are overloaded, or gone: what they cost, and that they hold up no other."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from newsportal.download.retry_after import retry_after
from newsportal.state.parking import SCHEMA, SqliteParking
from newsportal.state.sqlite import SqliteState
from tests.download.polite import PAGE, gaps_of, polite, robots
from tests.hostile.server import RESET, Answer, Hit, Server, response


def busy(status: int, value: Callable[[], str]) -> Callable[[Hit], Answer]:
    """Answers a page's first request with a refusal, later ones with the page."""
    seen: set[str] = set()

    def answer(hit: Hit) -> Answer:
        if hit.path == "/robots.txt":
            return robots("")
        if hit.path in seen:
            return PAGE
        seen.add(hit.path)
        return response("", status, headers={"Retry-After": value()} if value() else {})

    return answer


def in_seconds() -> str:
    return "2"


def as_date() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2.999), usegmt=True)


@pytest.mark.parametrize("value", [in_seconds, as_date])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_to_a_second(status: int, value: Callable[[], str], tmp_path: Path) -> None:
    with Server(busy(status, value)) as server:
        outcome = polite(server, [server.url("/a")], tmp_path)
        assert [hit.path for hit in server.hits] == ["/robots.txt", "/a", "/a"]
        assert 2.0 <= gaps_of(server)[1] < 3.5
        assert len(outcome.items) == 1
        assert outcome.stats[f"newsportal/rests/{status}"] == 1


def test_a_host_that_rests_gets_no_other_request_and_holds_up_no_other_host(tmp_path: Path) -> None:
    first = busy(429, in_seconds)

    def answer(hit: Hit) -> Answer:
        return first(hit) if hit.host == "127.0.0.2" and hit.path in ("/0", "/robots.txt") else PAGE

    with Server(answer, hosts=("127.0.0.2", "127.0.0.3")) as server:
        urls = [server.url(f"/{n}", host) for host in server.hosts for n in range(40)]
        polite(server, urls, tmp_path, {"CONCURRENT_REQUESTS": 4})
        refused = next(hit.time for hit in server.hits if (hit.host, hit.path) == ("127.0.0.2", "/0"))
        assert not [hit for hit in server.hits if hit.host == "127.0.0.2" and refused < hit.time < refused + 2]
        others = [hit.time for hit in server.hits if hit.host == "127.0.0.3"]
        assert len(others) == 41
        assert max(others) < refused + 1.5
        assert len([hit for hit in server.hits if hit.host == "127.0.0.2"]) == 42


def test_more_than_the_crawl_may_last_parks_the_host_and_drops_the_rest(tmp_path: Path) -> None:
    with Server(busy(503, lambda: "86400"), hosts=("127.0.0.2", "127.0.0.3")) as server:
        urls = [server.url(f"/{n}", "127.0.0.2") for n in range(40)]
        begin = time.monotonic()
        outcome = polite(server, urls, tmp_path)
        assert time.monotonic() - begin < 10
        assert [hit.path for hit in server.hits] == ["/robots.txt", "/0"]
        assert outcome.stats["newsportal/refused/parked"] == 40
        assert outcome.stats["newsportal/hosts/parked"] == 1
        assert outcome.stats["finish_reason"] == "finished"
        assert set(outcome.failures.values()) == {"Refused"}


def test_a_rest_beyond_the_end_of_a_bounded_crawl_parks_too(tmp_path: Path) -> None:
    with Server(busy(429, lambda: "20")) as server:
        outcome = polite(server, [server.url("/a"), server.url("/b")], tmp_path, {"CLOSESPIDER_TIMEOUT": 15})
        assert [hit.path for hit in server.hits] == ["/robots.txt", "/a"]
        assert outcome.stats["newsportal/refused/parked"] == 2
        assert outcome.stats["finish_reason"] == "finished"


def test_refusals_without_a_time_are_met_with_longer_and_longer_rests_and_then_parking(tmp_path: Path) -> None:
    def refusing(hit: Hit) -> Answer:
        return robots("") if hit.path == "/robots.txt" else response("", 429)

    with Server(refusing) as server:
        outcome = polite(server, [server.url(f"/{n}") for n in range(9)], tmp_path, {"NEWSPORTAL_BACKOFF": 0.3})
        assert len(server.hits) == 1 + 5
        assert all(gap >= 0.3 * 2**n for n, gap in enumerate(gaps_of(server)[1:]))
        assert outcome.stats["newsportal/refused/parked"] == 9


def test_one_page_that_always_refuses_does_not_stop_a_host_that_answers_others(tmp_path: Path) -> None:
    def one(hit: Hit) -> Answer:
        return response("", 503) if hit.path == "/bad" else robots("") if hit.path == "/robots.txt" else PAGE

    with Server(one) as server:
        urls = [server.url("/bad"), *(server.url(f"/{n}") for n in range(30))]
        outcome = polite(server, urls, tmp_path, {"NEWSPORTAL_BACKOFF": 0.05})
        assert len(outcome.items) == 30
        assert len(server.hits_of("/bad")) <= 6
        assert "newsportal/hosts/parked" not in outcome.stats


DEAD = {
    "127.0.0.11": [RESET],
    "127.0.0.12": [],
    "127.0.0.13": [30],
    "127.0.0.14": response("", 502),
}


def test_a_dead_host_costs_at_most_16_requests_and_holds_up_no_other(tmp_path: Path) -> None:
    def answer(hit: Hit) -> Answer:
        return robots("") if hit.path == "/robots.txt" else DEAD.get(hit.host, PAGE)

    with Server(answer, hosts=(*DEAD, "127.0.0.2")) as server:
        urls = [server.url(f"/{n}", host) for n in range(40) for host in (*DEAD, "127.0.0.2")]
        # Nobody listens on the last two: refused connections, and a name that there is not.
        urls += [
            f"{base}/{n}" for n in range(40) for base in (f"http://127.0.0.20:{server.port}", "http://no-such-name.cn")
        ]
        settings = {"DOWNLOAD_TIMEOUT": 0.5, "CONCURRENT_REQUESTS": 8, "DOWNLOAD_DELAY": 0.02}
        begin = time.time()
        outcome = polite(server, urls, tmp_path, settings)
        for host in DEAD:
            assert 8 <= len([hit for hit in server.hits if hit.host == host]) <= 16, host
        good = [hit.time for hit in server.hits if hit.host == "127.0.0.2"]
        assert len(good) == 41
        assert max(good) - min(good) < 4
        assert len(outcome.items) == 40
        assert outcome.stats["newsportal/hosts/dead_host"] >= len(DEAD)
        assert time.time() - begin < 25


def test_a_host_that_answers_now_and_then_is_not_given_up(tmp_path: Path) -> None:
    def flaky(hit: Hit) -> Answer:
        if hit.path == "/robots.txt":
            return robots("")
        return [RESET] if len(server.hits) % 4 else PAGE

    with Server(flaky) as server:
        outcome = polite(server, [server.url(f"/{n}") for n in range(12)], tmp_path, {"RETRY_TIMES": 50})
        assert len(outcome.items) == 12
        assert "newsportal/hosts/dead_host" not in outcome.stats


def test_a_parked_host_is_left_alone_by_the_next_crawl_and_asked_again_by_the_one_after(tmp_path: Path) -> None:
    settings = {
        "EXTENSIONS": {"tests.download.polite.Remembering": 0},
        "STATE": str(tmp_path / "state"),
        "NEWSPORTAL_LONGEST_WAIT": 3,
    }
    with Server(busy(429, lambda: "6")) as server:
        begin = time.time()
        polite(server, [server.url("/a"), server.url("/b")], tmp_path, settings)
        assert len(server.hits) == 2
        again = polite(server, [server.url("/a"), server.url("/c")], tmp_path, settings)
        assert len(server.hits) == 2
        assert again.stats["newsportal/refused/parked"] == 2
        time.sleep(max(0.0, begin + 8 - time.time()))
        later = polite(server, [server.url("/a")], tmp_path, settings)
        assert len(later.items) == 1


def test_a_robots_txt_that_is_refused_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    def answer(hit: Hit) -> Answer:
        if hit.path != "/robots.txt":
            return PAGE
        first = len(server.hits_of("/robots.txt")) == 1
        return response("", 503, headers={"Retry-After": "1"}) if first else robots("User-agent: *\nDisallow: /b")

    with Server(answer) as server:
        outcome = polite(server, [server.url("/a"), server.url("/b")], tmp_path)
        assert [hit.path for hit in server.hits] == ["/robots.txt", "/robots.txt", "/a"]
        assert gaps_of(server)[0] >= 1
        assert outcome.stats["newsportal/refused/robots"] == 1


NOW = datetime(2026, 11, 24, 8, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("9" * 5000, 999999999999.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("１０", None),
        ("Tue, 24 Nov 2026 08:00:30 GMT", 30.0),
        ("Tuesday, 24-Nov-26 08:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 16:00:30 +0800", 30.0),
        ("Tue, 24 Nov 2026 07:59:00 GMT", None),
        ("Tue, 99 Nov 2026 07:59:00 GMT", None),
        ("Tue, 24 Nov 99999999 07:59:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_by_the_servers_own_clock(
    value: str, seconds: float | None
) -> None:
    assert retry_after(value, format_datetime(NOW, usegmt=True)) == seconds


def test_parking_outlives_the_process_and_ends_at_its_time(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    until = datetime.now(UTC) + timedelta(hours=1)
    SqliteParking(SqliteState(path, schemas=(SCHEMA,))).park("a.cn", until)
    parking = SqliteParking(SqliteState(path, schemas=(SCHEMA,)))
    assert parking.parked("a.cn") == until
    assert parking.parked("b.cn") is None
    parking.park("b.cn", datetime.now(UTC) - timedelta(seconds=1))
    assert parking.parked("b.cn") is None
    parking.park("a.cn", datetime.now(UTC) + timedelta(seconds=0.2))
    time.sleep(0.3)
    assert parking.parked("a.cn") is None
