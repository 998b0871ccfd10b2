"""Workers and schedulers of a cluster, killed and ended at random, their database restarted: what becomes of the times.

    python benchmarks/schedule_kills.py --seconds 100 --seed 1

Three workers and two schedulers are processes; six crawls of three portals are due each second. A crawl is a script
that holds its portal's lock for a second at most, and ends with its worker. At the end all that waits is worked off:
each time must have been deferred once, in order, and its crawl have come to its end once at least.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.queue import Queue
from newsportal.state.walk import StateLost
from tests.postgres import Server, server
from tests.schedule.cluster.plans import entry, plan, worker

PLAN = plan(*(entry(f"crawl{n}", timedelta(seconds=1), portal=f"portal{n // 2}") for n in range(6)))
CRAWL = """
import fcntl, os, random, signal, sys, time
folder, portal, name, parent = sys.argv[1:]
asked = []
signal.signal(signal.SIGTERM, lambda *_: asked.append(1))
lock = open(f"{folder}/{portal}", "w")
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError:
    sys.exit(75)
end = time.monotonic() + random.uniform(0.1, 1.2)
while time.monotonic() < end:
    time.sleep(0.02)
    if asked or os.getppid() != int(parent):
        sys.exit(6)
open(f"{folder}/ended", "a").write(f"{name}\\n")
"""
NOTED = b"""
CREATE TABLE dues (name text, due timestamptz, job bigint);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO dues VALUES (new.name, new.due, new.job); RETURN new; END';
CREATE TRIGGER note AFTER UPDATE OF job ON starts FOR EACH ROW EXECUTE FUNCTION note()
"""


def work(url: str, folder: str, asked: list[int]) -> None:
    def launch(told: dict[str, Any]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-S", "-c", CRAWL, folder, told["portal"], told["name"], str(os.getpid())]
        return subprocess.Popen(command, start_new_session=True)

    one, told = worker(url, launch, beat=0.2, again=0.2), False
    while one.running or not told:
        if asked and not told:
            one.ask_to_end()
            told = True
        with suppress(StateLost):
            one.look()
        time.sleep(0.05)
    one.close()


def lead(url: str, folder: str, asked: list[int]) -> None:
    queue, leads = None, False
    while not asked:
        try:
            if queue is None:
                queue, leads = Queue(url), False
            leads = leads or queue.lead()
            if leads:
                Leader(queue).look(PLAN)
        except StateLost:
            queue = None
        time.sleep(0.1)


ROLES = {"work": work, "lead": lead}


def trial(database: Server, folder: str, seconds: float) -> None:
    queue = Queue(database.url)
    queue.ask(NOTED.decode())  # type: ignore[arg-type]

    def run(role: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, __file__, "--role", role, "--at", database.url, folder])

    running = [(role, run(role)) for role in ("work", "work", "work", "lead", "lead")]
    done: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(random.uniform(0.3, 2))
        n = random.randrange(len(running))
        role, process = running[n]
        what = random.choices(("SIGKILL", "SIGTERM", "restart of the database"), (7, 2, 1))[0]
        done[what] += 1
        if what.startswith("restart"):
            database.stop("immediate")
            time.sleep(random.uniform(0, 1))
            database.start()
            continue
        process.send_signal(signal.Signals[what])
        process.wait()
        running[n] = role, run(role)
    time.sleep(5)
    for role in ("lead", "work"):
        for process in [process for one, process in running if one == role]:
            process.terminate()
            if role == "lead":
                process.wait()
        time.sleep(0 if role == "work" else 15)
    assert [process.wait() for role, process in running if role == "work"] == [0, 0, 0]
    report(Queue(database.url), Counter(Path(folder, "ended").read_text().split()), done)


def report(queue: Queue, ended: Counter[str], done: Counter[str]) -> None:
    deferred = dict(queue.ask("SELECT name, count(*) FROM dues GROUP BY name"))
    again = queue.ask("SELECT count(*) - count(DISTINCT (name, due)) FROM dues")[0][0]
    order = (
        "SELECT count(*) FROM (SELECT due <= lag(due) OVER (PARTITION BY name ORDER BY job) AS bad FROM dues) AS one "
        "WHERE bad"
    )
    left = queue.ask("SELECT count(*) FROM procrastinate_jobs")[0][0]
    lost = sum(max(0, n - ended[name]) for name, n in deferred.items())
    print(f"{sum(done.values())} failures: {dict(done)}")
    print(
        f"{sum(deferred.values())} times: {again} deferred twice, {queue.ask(order)[0][0]} out of order, {left} left,"
    )  # type: ignore[arg-type]
    print(f"{lost} whose crawl never came to its end, {sum(ended.values()) - sum(deferred.values())} ended once more")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--role", choices=ROLES)
    parser.add_argument("--at", nargs=2)
    given = parser.parse_args()
    if given.role:
        asked: list[int] = []
        signal.signal(signal.SIGTERM, lambda *_: asked.append(1))
        ROLES[given.role](*given.at, asked)
    else:
        random.seed(given.seed)
        with server() as database, tempfile.TemporaryDirectory() as folder:
            trial(database, folder, given.seconds)
