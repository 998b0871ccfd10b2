"""Requests to a host that rests wait where they hold up nobody."""

from __future__ import annotations

from pathlib import Path

from tests.download.polite import PAGE, busy, in_seconds, polite
from tests.hostile.server import Answer, Hit, Server


def test_a_host_that_rests_gets_no_other_request_and_holds_up_no_other_host(tmp_path: Path) -> None:
    first = busy(429, in_seconds)

    def answer(hit: Hit) -> Answer:
        return first(hit) if hit.host == "127.0.0.2" else PAGE

    with Server(answer, hosts=("127.0.0.2", "127.0.0.3")) as server:
        urls = [server.url(f"/{n}", host) for host in server.hosts for n in range(40)]
        polite(server, urls, tmp_path, {"CONCURRENT_REQUESTS": 4})
        refused = next(hit.time for hit in server.hits if (hit.host, hit.path) == ("127.0.0.2", "/0"))
        assert not [hit for hit in server.hits if hit.host == "127.0.0.2" and refused < hit.time < refused + 2]
        others = [hit.time for hit in server.hits if hit.host == "127.0.0.3"]
        assert len(others) == 41
        assert max(others) < refused + 1.5
        assert len([hit for hit in server.hits if hit.host == "127.0.0.2"]) == 42
