"""What a walk in PostgreSQL costs, as ratios and counts in one run.

    python -m benchmarks.cluster_figures --folder /tmp/figures

CPU a page of a crawl against one that has all in SQLite, the server's included, the two in turns; ways to the database
and back a visit; how long a visit takes to be published through a proxy that holds each byte back (1 ms there and
back); how many visits a reader keeps in a second of CPU; how long after its commit a visit is in a reader's files; and
when the lock of a machine is free that vanished without a word (its link is cut).
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import made_up
from benchmarks.cluster_cpu import anew, cpu, kept
from benchmarks.cluster_machines import SETTINGS, Machine, address, database, own_network, place
from benchmarks.cluster_proxy import delayed
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.dedup.identity import Identity
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex
from newsportal.state.postgres.connection import Wire
from newsportal.state.sqlite import SqliteState
from tests.crawl.offline import HOME, OfflineCrawl
from tests.postgres import Server

LINKS = 100
"""New headlines of a visit."""


def web(pages: int) -> dict[str, str]:
    """A portal of so many hubs, each with a hundred headlines that are new."""
    words = made_up.headlines(1)
    found = {}
    for number in range(pages):
        links = "".join(
            f'<li><a href="http://other.example/{number}/{at}.html">{text}</a></li>'
            for at, text in enumerate(islice(words, LINKS))
        )
        more = f'<a href="/list_{number + 1}/">下一页</a>'
        found[HOME if not number else f"{HOME}list_{number}/"] = f"<h2>要闻</h2><ul>{links}</ul>{more}"
    return found


def publishing(folder: Path, server: Server, pages: int) -> None:
    """Print how long a visit takes to be published at one millisecond of latency, and its ways there and back."""
    anew(server)
    times: list[float] = []
    commit = UnitOfWork.commit

    def timed(self: UnitOfWork, visit: Any) -> None:
        begin = time.perf_counter()
        commit(self, visit)
        times.append(time.perf_counter() - begin)

    with delayed(server.url, folder) as (state, turns):
        UnitOfWork.commit = timed  # type: ignore[method-assign]
        try:
            one = OfflineCrawl(folder, arguments={"depth": "999"}, NEWSPORTAL_STATE=state)
            before = turns()
            visits = len(one.run(web(pages)))
            ways = (turns() - before) / visits
            one.session.close()
        finally:
            UnitOfWork.commit = commit  # type: ignore[method-assign]
    middle, least = median(times) * 1000, min(times) * 1000
    print(f"published at 1 ms: median {middle:.1f} ms, least {least:.1f} ms of {visits} visits")
    print(f"ways there and back a visit: {ways:.2f}, and one for its turn at the host", flush=True)
    visits, seconds = kept(folder / "reader", server.url)
    print(f"reader: {1 / seconds:.0f} visits of {LINKS} new headlines in a second of CPU ({visits} visits)")
    alone = identity(folder / "identity.sqlite", visits * LINKS)
    share = seconds / alone / LINKS
    print(f"identity alone: {1 / alone:,.0f} headlines in a second of CPU; a visit takes {share:.2f} of it", flush=True)


def identity(path: Path, count: int) -> float:
    """Seconds of CPU that identity takes for a new headline, a hundred in a transaction (benchmarks/dedup.py)."""
    connection = SqliteState(path, schemas=(SCHEMA,)).connection
    index, words = Identity(SqliteIndex(connection)), made_up.headlines(2)
    seen = [made_up.sighting(number, next(words)) for number in range(count + 2_000)]
    for first in range(0, len(seen), LINKS):
        if first == 2_000:
            begin = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for one in seen[first : first + LINKS]:
            index.headline(one)
        connection.execute("COMMIT")
    return (time.process_time() - begin) / count


def lag(folder: Path, server: Server) -> None:
    """Print how long after its commit a visit is in a reader's files, while a portal is crawled."""
    anew(server)
    one = Machine(folder, 0, network=False, state=server.url)
    one.show(1, 200)
    books = Machine(folder / "reader", 0, network=False, state=server.url)
    keep = books.scrapy("keep", "-L", "WARNING")
    crawling = one.scrapy("crawl", "portal", "-a", "url=http://www.portal0.example/", "-s", "DOWNLOAD_DELAY=0.1")
    seen: list[tuple[float, int]] = []
    while crawling.poll() is None:
        seen.append((time.time(), place(books.folder)))
        time.sleep(0.02)
    keep.terminate()
    keep.wait()
    one.close()
    wire = Wire(server.url)
    written = dict(wire.ask("SELECT n, extract(epoch FROM written)::float8 FROM log"))
    wire.close()
    first: dict[int, float] = {}
    for when, upto in seen:
        for n in range(max(first, default=0) + 1, upto + 1):
            first[n] = when
    late = sorted(first[n] - written[n] for n in first if written[n] >= seen[0][0])
    most = quantiles(late, n=100)[98]
    print(f"in the files {median(late):.2f} s after its commit, p99 {most:.2f} s ({len(late)} visits)", flush=True)


def vanished(folder: Path, server: Server) -> None:
    """Print after how many seconds the lock of a machine is free that vanished without a word."""
    machine = Machine(folder / "gone", 9, network=True, state=address(server, 9, True))
    hold = "import sys, time; from newsportal.state.postgres.connection import Wire; wire = Wire(sys.argv[1])"
    hold += "; print(wire.lock('gone'), flush=True); time.sleep(999)"
    process = machine.python("-c", hold, machine.state)
    try:
        assert process.stdout
        process.stdout.readline()
        machine.link("down")
        begin, wire = time.monotonic(), Wire(server.url)
        while not wire.lock("gone"):
            time.sleep(0.1)
        print(f"the lock of a machine that vanished is free after {time.monotonic() - begin:.1f} s", flush=True)
        wire.close()
    finally:
        process.kill()
        machine.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder to work in")
    parser.add_argument("--articles", type=int, default=470)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--visits", type=int, default=200)
    parser.add_argument("--only", choices=("vanished", "publishing", "lag", "cpu"))
    given = parser.parse_args()
    folder, network = given.folder.resolve(), own_network()
    folder.mkdir(parents=True)
    logging.getLogger("newsportal").setLevel(logging.WARNING)
    with database(network) as server:
        measures: dict[str, Callable[[], None]] = {
            "vanished": lambda: vanished(folder, server) if network else None,
            "publishing": lambda: publishing(folder / "publishing", server, given.visits),
            "lag": lambda: lag(folder / "lag", server),
            "cpu": lambda: cpu(folder / "cpu", server, given.articles, given.rounds),
        }
        for name, measure in measures.items():
            if given.only in (None, name):
                measure()
    print(f"server settings: {SETTINGS}")


if __name__ == "__main__":
    main()
