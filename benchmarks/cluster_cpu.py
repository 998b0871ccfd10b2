"""What a page costs in CPU where the walk is in PostgreSQL: benchmarks/cluster_figures.py runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import kills
from newsportal.state.postgres.connection import Wire
from newsportal.text.segmentation import is_name, tokens
from newsportal.text.wordlists import shipped
from tests.crawl.cluster.machines import reader
from tests.postgres import Server


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
    """Keep all of the log; gives the visits and seconds of CPU a visit, without the first ones, and without what a
    process that runs for weeks does once: word lists and the tokeniser's dictionary are loaded before."""
    is_name("预热", shipped())
    tokens("预热", shipped())
    books = reader(folder, state)
    books.read()
    first, begin = books.place, time.process_time()
    while books.read():
        pass
    spent, visits = time.process_time() - begin, books.place - first
    books.close()
    return visits, spent / visits
