"""What headline identity costs: CPU seconds on one core, bytes of disk, memory; on made-up headlines.

    python benchmarks/dedup.py [--known 1000000] [--new 20000] [--keep FILE]

A day has some 35,000 headlines, so that a million fill the default window of 30 days: of more only the newest million
have their words compared, as crawls leave it, and the rest is known by address. `looked_at` tells how many known
headlines each new one was held against; made_up.py says what they are made of. Floors, from the requirements: 8,000 new
headlines a second at a million known, 140 bytes of disk each, start-up under two seconds, 700 bodies a second."""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from made_up import CRAWL, PORTALS, START, body, headlines, sighting

from newsportal.dedup.headlines.normalized import normalize
from newsportal.dedup.identity import Identity, Seen
from newsportal.dedup.near import near_keys
from newsportal.dedup.stories import Read
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex
from newsportal.state.sqlite import SqliteState
from newsportal.text.segmentation import is_name, tokens
from newsportal.text.wordlists import shipped

COMMIT = 100
"""Headlines of a transaction: a page's."""


def rate(slices: list[float]) -> dict[str, int]:
    """Headlines a second: on the whole, and in the fastest tenth of the transactions.

    On a machine shared with other work, CPU seconds grow by what they share; the fastest tenth shows what it can do."""
    fast = sorted(slices)[: max(1, len(slices) // 10)]
    return {"all": round(len(slices) / sum(slices)), "fastest_tenth": round(len(fast) / sum(fast))}


def run(
    identity: Identity, connection: sqlite3.Connection, seed: int, first: int, count: int
) -> tuple[dict[str, int], list[float]]:
    """Decide `count` addresses, a transaction for every hundred; gives how many of each kind, and CPU seconds each."""
    source = headlines(seed)
    kinds: dict[str, int] = {}
    slices = []
    for start in range(first, first + count, COMMIT):
        seen = [sighting(number, next(source)) for number in range(start, min(start + COMMIT, first + count))]
        begin = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        decisions = [identity.headline(one) for one in seen]
        connection.execute("COMMIT")
        slices.append((time.process_time() - begin) / len(seen))
        if (start + COMMIT) % CRAWL == 0:
            slices[-1] += end_crawls(identity, connection, seen[-1]) / len(seen)
        for decision in decisions:
            kinds[decision.kind] = kinds.get(decision.kind, 0) + 1
    return kinds, slices


def end_crawls(identity: Identity, connection: sqlite3.Connection, last: Seen) -> float:
    """What crawls do at their end: tell what left its block, and forget words behind the window; gives CPU seconds."""
    begin = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for number in range(PORTALS):
        identity.gone(f"portal{number}", last.crawl)
    identity.purge(last.when - timedelta(days=identity.window))
    connection.execute("COMMIT")
    return time.process_time() - begin


def connect(path: Path) -> sqlite3.Connection:
    """The file as a crawl opens it."""
    return SqliteState(path, schemas=(SCHEMA,)).connection


def bodies(connection: sqlite3.Connection, count: int = 2000) -> dict[str, float]:
    """Articles a second through the whole story step; every fourth is a reprint."""
    chance = random.Random(7)
    texts = [body(chance) for _ in range(count)]
    identity = Identity(SqliteIndex(connection))
    begin = time.process_time()
    found = 0
    for number, text in enumerate(texts):
        if number % COMMIT == 0:
            connection.execute("BEGIN IMMEDIATE")
        if number % 4 == 3:
            text = f"来源：海棠日报\n{texts[number - 1]}\n本文仅代表作者观点。"
        article = Read(
            url=f"https://portal{number % PORTALS}.example/b/{number}.html",
            portal=f"portal{number % PORTALS}",
            host=f"portal{number % PORTALS}.example",
            title=f"第{number - (number % 4 == 3)}号稿件",
            text=text,
            fetched=START + timedelta(seconds=number),
        )
        found += identity.article(article).rule == "reprint"
        if number % COMMIT == COMMIT - 1:
            connection.execute("COMMIT")
    seconds = time.process_time() - begin
    if connection.in_transaction:
        connection.execute("COMMIT")
    mean = sum(map(len, texts)) / count
    return {
        "bodies_per_second": count / seconds,
        "mean_characters": mean,
        "reprints_found_of_a_quarter": 4 * found / count,
    }


def start_up(path: Path) -> float:
    """CPU seconds of a new process that opens the file and decides one headline without jieba."""
    code = (
        "import sys,time;from pathlib import Path;sys.path.insert(0,'benchmarks');import dedup;"
        "i=dedup.Identity(dedup.SqliteIndex(dedup.connect(Path(sys.argv[1]))));"
        "i.headline(dedup.sighting(-1, '早'));"
        "print(time.process_time())"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure(path: Path, known: int, new: int) -> dict[str, object]:
    """All figures, the file filled to `known` headlines first."""
    connection = connect(path)
    identity = Identity(SqliteIndex(connection))
    is_name("预热", identity.words)
    tokens("预热", identity.words)
    next(headlines(0))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (kept,) = connection.execute("SELECT count(*) FROM address").fetchone()
    _, filled = run(identity, connection, 1 + kept, kept, known - kept) if kept < known else ({}, [])
    (known,) = connection.execute("SELECT count(*) FROM address").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    kinds, slices = run(identity, connection, 2 + known, known, new)
    _, again = run(identity, connection, 2 + known, known, new)
    (inside,) = connection.execute("SELECT count(*) FROM headline").fetchone()
    return {
        "known": known,
        "inside_the_window": inside,
        "filled_per_second": rate(filled) if filled else "kept",
        "new_per_second": rate(slices),
        "repeats_by_address_per_second": rate(again),
        "kinds_of_new": kinds,
        "bytes_each": round(size / known, 1),
        "looked_at": round(mean_looked_at(connection, new), 1),
        "memory_growth_mib": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024, 1),
        "start_up_cpu_seconds": round(start_up(path), 2),
        **{name: round(value, 2) for name, value in bodies(connect(Path(":memory:"))).items()},
    }


def mean_looked_at(connection: sqlite3.Connection, count: int) -> float:
    """Known headlines that share a near key with a new one, on the mean."""
    source, index, words = headlines(3), SqliteIndex(connection), shipped()
    titles = [normalize(next(source), words) for _ in range(min(count, 2000))]
    return sum(len(index.near(near_keys(title), 0).headlines) for title in titles) / len(titles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--known", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="keep the file here, and use it where it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "state.sqlite"
        print(json.dumps(measure(path, options.known, options.new), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
