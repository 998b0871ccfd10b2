"""Politeness as a server measures it: no two requests to a host closer than the delay, one at a time."""

from __future__ import annotations

import asyncio
import fcntl
import os
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from newsportal.download.politeness.host_locks import FORGET, HostLocks
from newsportal.download.politeness.throttle import Throttle
from newsportal.state.walk import StateLost
from tests.download.polite import PAGE, gaps_of, polite, robots
from tests.hostile.server import Answer, Hit, Server, redirect


def serve(hit: Hit) -> Answer:
    if hit.path == "/robots.txt":
        return robots("")
    if hit.path.startswith("/moved"):
        return redirect(hit.path.replace("moved", "page"))
    # A body that takes longer than the delay, and an answer that begins late.
    if hit.path == "/page4":
        return [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", 0.4, b"ab"]
    return [0.2, PAGE] if hit.path == "/page7" else PAGE


class Counting:
    """An answer that notes how many requests of a host are under way."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.under_way = self.most = 0

    def __call__(self, hit: Hit) -> Answer:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        return self._slowly()

    async def _slowly(self) -> AsyncIterator[bytes]:
        await asyncio.sleep(self.seconds)
        self.under_way -= 1
        yield PAGE


def test_every_pair_of_requests_keeps_the_delay_redirects_and_robots_txt_included(tmp_path: Path) -> None:
    def answer(hit: Hit) -> Answer:
        if hit.path.startswith("/across"):
            return redirect(f"http://127.0.0.3:{server.port}{hit.path.replace('across', 'page')}")
        return serve(hit)

    with Server(answer, hosts=("127.0.0.2", "127.0.0.3")) as server:
        kinds = ("moved", "page", "across")
        urls = [server.url(f"/{kinds[n % 3]}{n}", host) for n in range(9) for host in server.hosts]
        outcome = polite(server, urls, tmp_path, {"DOWNLOAD_DELAY": 0.15})
        assert len(outcome.items) == 18
        assert len(gaps_of(server, "127.0.0.2")) == 9 + 3
        assert len(gaps_of(server, "127.0.0.3")) == 9 + 3 + 3 + 3
        for host in server.hosts:
            assert min(gaps_of(server, host)) >= 0.15
            assert median(gaps_of(server, host)) < 4, "the engine is woken, not left to its heartbeat of five seconds"


def test_two_crawls_at_once_keep_the_delay_between_them_and_never_ask_together(tmp_path: Path) -> None:
    counting = Counting()
    with Server(
        lambda hit: counting(hit) if hit.host == "127.0.0.3" else serve(hit), hosts=("127.0.0.2", "127.0.0.3")
    ) as server:
        settings = {"DOWNLOAD_SLOTS": {"127.0.0.2": {"delay": 0.15, "concurrency": 1}}}
        paths = [[server.url(f"/{name}{n}", host) for n in range(8) for host in server.hosts] for name in ("a", "b")]
        runs = [threading.Thread(target=polite, args=(server, urls, tmp_path, settings)) for urls in paths]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        assert len(server.hits) == 2 * 2 * 9
        gaps = gaps_of(server, "127.0.0.2")
        assert min(gaps) >= 0.15
        first, last = ([hit.path[:2] for hit in server.hits].index(name) for name in ("/a", "/b"))
        assert abs(first - last) < 16, "they took turns"
        assert counting.most == 1


def test_a_mark_dies_with_its_process_and_a_damaged_one_costs_nothing(tmp_path: Path) -> None:
    marks = HostLocks(tmp_path)
    child = os.fork()
    if child == 0:
        file, _ = HostLocks(tmp_path).take("a.cn", 0.2)
        os._exit(0 if file >= 0 else 1)
    assert os.waitpid(child, 0)[1] == 0
    file, wait = marks.take("a.cn", 0.2)
    assert wait == 0.0
    assert marks.take("a.cn", 0.2)[0] == -1
    marks.note(file, 0.2)
    os.close(file)
    assert 0 < marks.take("a.cn", 0.2)[1] <= 0.2
    next(tmp_path.glob("a.cn-*.pace")).write_bytes(b"\xff" * 100)
    assert marks.take("a.cn", 0.2)[1] == 0.0


def test_a_mark_from_the_future_costs_one_delay_at_most(tmp_path: Path) -> None:
    marks = HostLocks(tmp_path)
    file, _ = marks.take("a.cn", 0.2)
    os.pwrite(file, f"{time.monotonic() + 9e6:020.6f} {0.1:010.3f}\n".encode(), 0)
    os.close(file)
    assert marks.take("a.cn", 0.2)[1] == 0.2


def test_old_marks_are_removed_but_never_one_in_use(tmp_path: Path) -> None:
    marks = HostLocks(tmp_path)
    for name in ("used.cn", "old.cn", "new.cn"):
        file, _ = marks.take(name, 0)
        if name != "used.cn":
            os.close(file)
    for path in tmp_path.glob("*.pace"):
        if not path.name.startswith("new"):
            os.utime(path, (time.time() - FORGET - 60,) * 2)
    HostLocks(tmp_path)
    assert sorted(path.name[:3] for path in tmp_path.glob("*.pace")) == ["new", "use"]


def test_a_mark_that_is_removed_before_it_is_locked_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = HostLocks(tmp_path)
    real = fcntl.flock

    def tidied_up_first(file: int, how: int) -> None:
        for path in tmp_path.glob("*.pace"):
            path.unlink()
        monkeypatch.setattr(fcntl, "flock", real)
        real(file, how)

    monkeypatch.setattr(fcntl, "flock", tidied_up_first)
    assert marks.take("a.cn", 0)[0] == -1
    assert marks.take("a.cn", 0)[0] >= 0


def test_no_name_of_a_host_leaves_the_folder(tmp_path: Path) -> None:
    marks = HostLocks(tmp_path / "pace")
    for name in ("../x", "", "a" * 500, "新闻.cn", "a/b", "."):
        assert marks.take(name, 0)[0] >= 0
    assert len(list((tmp_path / "pace").iterdir())) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["pace"]


def test_a_redirect_to_a_slow_host_does_not_hold_up_the_host_it_comes_from(tmp_path: Path) -> None:
    others: list[bool] = []

    async def after_the_others() -> AsyncIterator[bytes]:
        for _ in range(160):
            if len(server.hits_of("/robots.txt")) + 6 <= len(server.hits) - 1:
                others.append(True)
                break
            await asyncio.sleep(0.05)
        yield PAGE

    def answer(hit: Hit) -> Answer:
        if hit.host == "127.0.0.3" and hit.path != "/robots.txt":
            return after_the_others()
        return redirect(f"http://127.0.0.3:{server.port}/") if hit.path == "/0" else serve(hit)

    with Server(answer, hosts=("127.0.0.2", "127.0.0.3")) as server:
        urls = [server.url(f"/{n}", "127.0.0.2") for n in range(6)]
        outcome = polite(server, urls, tmp_path, {"DOWNLOAD_DELAY": 0.1, "DOWNLOAD_TIMEOUT": 20})
        assert len(outcome.items) == 6
        assert others == [True]


def test_where_several_may_be_under_way_their_starts_are_kept_apart(tmp_path: Path) -> None:
    counting = Counting(0.7)
    with Server(counting) as server:
        polite(
            server,
            [server.url(f"/{n}") for n in range(8)],
            tmp_path,
            {"DOWNLOAD_DELAY": 0.3, "CONCURRENT_REQUESTS_PER_DOMAIN": 4},
        )
        assert 2 <= counting.most <= 4
        # Of eight starts; together, the last would come after .7 seconds.
        assert sum(gaps_of(server)[1:]) > 6 * 0.3


class Lost:
    """Turns in a database that is gone."""

    def take(self, host: str, delay: float, *, held: bool) -> float:
        raise StateLost("the database is gone")

    def note(self, host: str, delay: float) -> None:
        raise StateLost("the database is gone")


def sharing(tmp_path: Path) -> Throttle:
    """A throttle whose turns are shared by way of that database."""
    settings = {"NEWSPORTAL_PACE_FOLDER": str(tmp_path), "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    throttle = Throttle(get_crawler(settings_dict=settings))
    throttle._share(Lost())
    return throttle


def test_an_answer_is_noted_though_the_database_is_gone_meanwhile(tmp_path: Path) -> None:
    throttle, request = sharing(tmp_path), Request("http://h.example/")
    file, _ = throttle._locks.take("h.example", 0.0)
    throttle._unanswered[request] = file
    throttle._answered(request)
    os.close(file)
    assert HostLocks(tmp_path).take("h.example", 60.0)[0] == -1, "the time of the answer is known"


def test_a_turn_that_cannot_be_asked_for_leaves_no_file_open(tmp_path: Path) -> None:
    throttle = sharing(tmp_path)
    open_files = len(os.listdir("/proc/self/fd"))
    with pytest.raises(StateLost):
        throttle._take("h.example", 0.0)
    assert len(os.listdir("/proc/self/fd")) == open_files
    assert HostLocks(tmp_path).take("h.example", 0.0)[0] >= 0, "the host is locked no more"
