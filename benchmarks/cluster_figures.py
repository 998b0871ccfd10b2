"""What a walk in PostgreSQL costs, as ratios and counts in one run.

    python -m benchmarks.cluster_figures --folder /tmp/figures

CPU a page of a crawl against one that has all in SQLite, the server's included, the two in turns; ways to the database
and back a visit; how long a visit takes to be published through a proxy that holds each byte back (1 ms there and
back); how many visits a reader keeps in a second of CPU; how long after its commit a visit is in a reader's files; and
when the lock of a machine is free that vanished without a word (its link is cut).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import kills, made_up
from benchmarks.cluster_machines import SETTINGS, Machine, address, database, own_network, place
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.dedup.identity import Identity
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex
from newsportal.state.postgres.connection import Wire
from newsportal.state.sqlite import SqliteState
from tests.crawl.cluster.machines import reader
from tests.crawl.offline import HOME, OfflineCrawl
from tests.postgres import Server

LINKS = 100
"""New headlines of a visit."""


def ticks(server: Server) -> float:
    """Seconds of CPU that the server and all of its processes, those that ended included, have taken."""
    ahead = int((server.data / "postmaster.pid").read_text().split()[0])
    spent = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == ahead:
            spent += sum(map(int, fields[11:15]))
        elif int(fields[1]) == ahead:
            spent += sum(map(int, fields[11:13]))
    return spent / os.sysconf("SC_CLK_TCK")


def crawl(bench: kills.Bench, name: str, state: str | None) -> dict[str, Any]:
    """A crawl of the demo portal in a process of its own: its pages, and seconds of CPU from spider to end."""
    home = bench.folder / name
    home.mkdir()
    own = "from newsportal.settings import *\n" + (f"NEWSPORTAL_STATE = {state!r}\n" if state else "")
    (home / "own.py").write_text(own, encoding="utf-8")
    (home / "scrapy.cfg").write_text("[settings]\ndefault = own\n", encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("one_crawl.py")), "whole", "-"]
    there = bench.environment() | {"PYTHONPATH": f"{kills.ROOT}:{home}"}
    ran = subprocess.run(command, cwd=home, env=there, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def cpu(folder: Path, server: Server, articles: int, rounds: int) -> None:
    """Print what a page costs in CPU."""
    got: dict[str, list[float]] = {"sqlite": [], "crawl": [], "server": [], "reader": []}
    with kills.portal(folder, articles) as bench:
        for number in range(rounds):
            one = crawl(bench, f"sqlite{number}", None)
            got["sqlite"].append(one["cpu"] / one["pages"] * 1000)
            anew(server)
            before = ticks(server)
            one = crawl(bench, f"postgres{number}", server.url)
            got["crawl"].append(one["cpu"] / one["pages"] * 1000)
            got["server"].append((ticks(server) - before) / one["pages"] * 1000)
            got["reader"].append(kept(folder / f"reader{number}", server.url)[1] * 1000)
    least = {kind: min(values) for kind, values in got.items()}
    for kind, values in got.items():
        print(f"{kind:7} {least[kind]:6.2f} ms of CPU a page ({', '.join(f'{one:.2f}' for one in values)})")
    print(f"crawl and server : SQLite {(least['crawl'] + least['server']) / least['sqlite']:.2f}")
    print(f"with the reader  : SQLite {sum(least.values()) / least['sqlite'] - 1:.2f}", flush=True)


def anew(server: Server) -> None:
    """An empty database."""
    wire = Wire(server.url)
    wire.run("DROP SCHEMA IF EXISTS newsportal CASCADE", ())
    wire.close()


def kept(folder: Path, state: str) -> tuple[int, float]:
    """Keep all of the log; gives the visits and seconds of CPU a visit, without the first ones, in
    which word lists are loaded."""
    books = reader(folder, state)
    books.read()
    first, begin = books.place, time.process_time()
    while books.read():
        pass
    spent, visits = time.process_time() - begin, books.place - first
    books.close()
    return visits, spent / visits


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


@contextmanager
def delayed(url: str, folder: Path) -> Iterator[tuple[str, Any]]:
    """The server behind a proxy with 1 ms of latency: its address, and what counts how often it was waited for."""
    there, mine = url.rpartition("host=")[2], folder / "proxy"
    mine.mkdir(parents=True, exist_ok=True)
    counted = mine / "turns"
    command = [sys.executable, "-m", "benchmarks.cluster_figures", "--proxy", there, str(mine)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(kills.ROOT)})
    try:
        while not (mine / ".s.PGSQL.5432").exists():
            time.sleep(0.02)
        yield url.replace(there, str(mine)), lambda: int(counted.read_text())
    finally:
        process.kill()
        process.wait()


async def proxy(there: Path, here: Path) -> None:
    """Hand on each chunk half a millisecond after it came; the file `turns` has how often a client began to wait."""
    turns = 0
    (here / "turns").write_text("0")

    async def hand_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, last: list[str], own: str) -> None:
        nonlocal turns
        loop = asyncio.get_running_loop()
        while data := await source.read(1 << 16):
            if own == "client" and last[0] != own:
                turns += 1
                (here / "turns").write_text(str(turns))
            last[0] = own
            loop.call_later(0.0005, target.write, data)
        loop.call_later(0.001, target.close)

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_unix_connection(there / ".s.PGSQL.5432")
        last = ["server"]
        await asyncio.gather(
            hand_on(reader, server_writer, last, "client"), hand_on(server_reader, writer, last, "server")
        )

    async with await asyncio.start_unix_server(one, here / ".s.PGSQL.5432") as listening:
        await listening.serve_forever()


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
    if sys.argv[1:2] == ["--proxy"]:
        asyncio.run(proxy(Path(sys.argv[2]), Path(sys.argv[3])))
    main()
