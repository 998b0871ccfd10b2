"""Requests to a host that rests wait where they hold up nobody."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.pqueues import DownloaderAwarePriorityQueue
from scrapy.squeues import FifoMemoryQueue, LifoMemoryQueue
from scrapy.utils.test import get_crawler

from newsportal.download.politeness.host_queue import HostQueue
from newsportal.download.politeness.host_state import host_of
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


def test_requests_to_hosts_that_may_be_asked_come_in_the_order_of_scrapys_queue() -> None:
    crawler: Any = get_crawler(settings_dict={"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 2})
    crawler.engine = SimpleNamespace(downloader=SimpleNamespace(active=set(), slots={}, get_slot_key=host_of))
    ours = HostQueue.from_crawler(crawler, LifoMemoryQueue, "", start_queue_cls=FifoMemoryQueue)
    kinds: Any = LifoMemoryQueue, FifoMemoryQueue
    scrapys = DownloaderAwarePriorityQueue.from_crawler(crawler, kinds[0], "", start_queue_cls=kinds[1])
    dice = random.Random(1)
    for n in range(2_000):
        if dice.random() < 0.4:
            assert ours.pop() is scrapys.pop()
            continue
        url = f"http://{dice.choice('abcd')}.example/{n}"
        meta = {"is_start_request": True} if dice.random() < 0.5 else {}
        request = Request(url, meta=meta, priority=dice.choice((0, 0, -1, 2)))
        ours.push(request)
        scrapys.push(request)
    assert len(ours) == len(scrapys) > 100
    while scrapys:
        assert ours.pop() is scrapys.pop()
    assert not ours
    assert ours.pop() is None
