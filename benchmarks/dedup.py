"""What headline identity costs: CPU seconds on one core, bytes of disk, memory; on headlines that this file makes up.

    python benchmarks/dedup.py [--known 1000000] [--new 20000] [--keep FILE]

Two thirds of the headlines are common words of jieba's dictionary in a row; one third fills six templates (place,
office, act, thing, figure, reaction), so that beginnings and ends recur as they do in print and the near and
the jieba path are in the figure; `looked_at` tells how many known headlines each new one was held against.
Floors, from the requirements: 8,000 new headlines a second at a million known, 140 bytes of disk each, start-up under
two seconds, 700 bodies a second."""

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
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import jieba

from newsportal.dedup.candidates import near_keys
from newsportal.dedup.characters import han
from newsportal.dedup.identity import Identity, Seen
from newsportal.dedup.lexicon import is_name, tokens
from newsportal.dedup.stories import Read
from newsportal.dedup.titles import read_title
from newsportal.dedup.words import read, shipped
from newsportal.state.index import SCHEMA, Index

START = datetime(2026, 11, 1, tzinfo=UTC)
COMMIT = 100
FILE = Path(__file__).with_name("headline_words.txt")
PIECES = {name: [word for line in lines for word in line] for name, lines in read(FILE).items()}
PLACES = sorted(word for word in shipped().of("cities") if len(word) > 1)


@cache
def common_words() -> list[str]:
    """The 20,000 most frequent words of two Han characters and more in jieba's dictionary."""
    found = []
    with jieba.dt.get_dict_file() as lines:
        for line in lines:
            word, count, *_ = line.decode("utf-8").split(" ")
            if len(word) > 1 and han(word) == len(word):
                found.append((int(count), word))
    return [word for _, word in sorted(found, reverse=True)[:20_000]]


def headlines(seed: int) -> Iterator[str]:
    """Made-up headlines without end."""
    chance = random.Random(seed)
    words = common_words()
    while True:
        if chance.randrange(3):
            picked = chance.choices(words, k=chance.randrange(6, 10))
            yield "".join(picked[:4]) + chance.choice((" ", "，", "：")) + "".join(picked[4:])
        else:
            yield template(chance)


def template(chance: random.Random) -> str:
    """A headline by one of six templates."""
    place = chance.choice(PLACES)
    office, act, thing, reaction = (chance.choice(PIECES[name]) for name in ("offices", "acts", "things", "reactions"))
    forms = (
        f"{place}{office}{act}{thing} {reaction}",
        f"{place}{act}{chance.randrange(2, 900)}处{thing}：{reaction}",
        f"{reaction}！{place}{office}{thing}{act}",
        f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日{place}{office}{act}{thing}",
        f"{thing}怎么办？{place}{office}{chance.randrange(2, 99)}项举措{act}",
        f"{office}{act}{thing} {place}{reaction}",
    )
    return chance.choice(forms)


def sighting(number: int, text: str) -> Seen:
    """One of a day's 35,000 headlines on seven portals."""
    return Seen(
        text=text,
        shown=text,
        text_from="shown",
        url=f"https://portal{number % 7}.example/a/{number}.html",
        portal=f"portal{number % 7}",
        crawl=f"crawl{number // 40_000}",
        when=START + timedelta(seconds=number * 2.5),
        block="要闻",
    )


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
        for decision in decisions:
            kinds[decision.kind] = kinds.get(decision.kind, 0) + 1
    return kinds, slices


def connect(path: Path) -> sqlite3.Connection:
    """The file as a crawl opens it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-65536")
    connection.executescript(SCHEMA)
    return connection


def body(chance: random.Random) -> str:
    """An article of some 480 Han characters."""
    source = headlines(chance.randrange(1 << 30))
    return "\n".join("，".join(next(source) for _ in range(3)) + "。" for _ in range(8))


def bodies(connection: sqlite3.Connection, count: int = 2000) -> dict[str, float]:
    """Articles a second through the whole story step; every fourth is a reprint."""
    chance = random.Random(7)
    texts = [body(chance) for _ in range(count)]
    identity = Identity(Index(connection))
    begin = time.process_time()
    found = 0
    for number, text in enumerate(texts):
        if number % COMMIT == 0:
            connection.execute("BEGIN IMMEDIATE")
        if number % 4 == 3:
            text = f"来源：海棠日报\n{texts[number - 1]}\n本文仅代表作者观点。"
        article = Read(
            url=f"https://portal{number % 7}.example/b/{number}.html",
            portal=f"portal{number % 7}",
            host=f"portal{number % 7}.example",
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
        "i=dedup.Identity(dedup.Index(dedup.connect(Path(sys.argv[1]))));"
        "i.headline(dedup.Seen(text='早',shown='早',text_from='shown',url='u',portal='p',crawl='c',when=dedup.START));"
        "print(time.process_time())"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure(path: Path, known: int, new: int) -> dict[str, object]:
    """All figures, the file filled to `known` headlines first."""
    connection = connect(path)
    identity = Identity(Index(connection))
    is_name("预热", identity.words)
    tokens("预热", identity.words)
    next(headlines(0))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept = connection.execute("SELECT count(*) FROM headline").fetchone()[0]
    _, filled = run(identity, connection, 1, kept, known - kept) if kept < known else ({}, [])
    known = connection.execute("SELECT max(row) FROM headline").fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    seed = 2 + known
    kinds, slices = run(identity, connection, seed, 10 * known, new)
    _, again = run(identity, connection, seed, 10 * known, new)
    return {
        "known": known,
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
    source, index, words = headlines(3), Index(connection), shipped()
    titles = [read_title(next(source), words) for _ in range(min(count, 2000))]
    return sum(len(index.near(*near_keys(title), 0)) for title in titles) / len(titles)


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
