"""Kills a crawl of the demo portal with SIGKILL, again and again, and compares what is left with an undisturbed crawl.

    python benchmarks/kills.py --kills 200 --articles 470

Answers are kept (NEWSPORTAL_WARC): each record of the archive must be whole, and each article's page in it. The
portal's server is a process of its own and writes down what it was asked for. The moments of the kills are random,
spread over the whole crawl: each is set by how many requests the server has had, plus some milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import uvloop

from newsportal.demo.server import DemoServer
from newsportal.demo.site import site

ROOT = Path(__file__).resolve().parents[1]
SPIDER = ("portal", "-a", "url=http://demo.newsportal.example/", "-a", "depth=60")
KEPT = ("-s", "NEWSPORTAL_WARC=kept") if find_spec("fastwarc") else ()
VARYING = {
    "articles.jsonl": ("crawl", "fetched"),
    "headlines.jsonl": ("crawl", "first_seen"),
    "sightings.jsonl": ("crawl", "seen"),
    "crawls.jsonl": ("id", "begin", "end", "starts", "requests", "newest"),
}
"""Fields in which two crawls of one portal differ: the crawl's name, times, how many processes and requests it took."""
_FURTHER = 5
"""Requests after which an article of several pages, at most three on the demo portal, was stored."""
_SEEN, _RECENT = re.compile(r"first seen \S+,"), timedelta(hours=1)


async def serve(articles: int, asked: Path) -> None:
    """Show the demo portal until killed, noting each request as a line of `asked`."""
    portal = site(articles=articles)
    vars(portal)["get"] = cache(portal.get)  # it takes little of what is measured beside it
    server = DemoServer(portal)
    await server.start()
    print(server.port, flush=True)
    noted = 0
    with asked.open("a", encoding="utf-8", buffering=1) as out:
        while True:
            requests = server.requests
            out.writelines(f"{status} {address}\n" for _, address, status in requests[noted:])
            noted = len(requests)
            await asyncio.sleep(0.01)


@dataclass
class Bench:
    """A folder with a Scrapy project, and the demo portal beside it."""

    folder: Path
    port: int
    kills: int = 0

    def environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(ROOT), "http_proxy": f"http://127.0.0.1:{self.port}", "no_proxy": ""}

    def asked(self) -> list[str]:
        path = self.folder / "asked"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def start(
        self, name: str, *options: str, before: tuple[str, ...] = (), spider: tuple[str, ...] = SPIDER
    ) -> subprocess.Popen[bytes]:
        """Start a crawl in the project `name`, by way of another command if given; its log is added to log.txt."""
        home = self.folder / name
        home.mkdir(exist_ok=True)
        (home / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
        return self.process(home, before, ["crawl", *spider, "-s", "DOWNLOAD_DELAY=0", *KEPT, *options])

    def process(self, home: Path, before: tuple[str, ...], arguments: list[str]) -> subprocess.Popen[bytes]:
        """Start `scrapy …` in a project."""
        command = [*before, sys.executable, "-m", "scrapy", *arguments]
        with (home / "log.txt").open("ab") as log:
            return subprocess.Popen(command, cwd=home, env=self.environment(), stdout=log, stderr=log)

    def run(self, name: str, *options: str, before: tuple[str, ...] = ()) -> int:
        """Let a crawl come to its end; gives its exit code."""
        return self.start(name, *options, before=before).wait(240)

    def log(self, name: str) -> str:
        """What the crawls in a project have said."""
        return (self.folder / name / "log.txt").read_text(encoding="utf-8")

    def kill_often(self, name: str, kills: int, requests: int, dice: random.Random) -> int:
        """Kill a crawl at random moments, so often at most, then let it come to its end; gives its exit code."""
        begin, met = len(self.asked()), ""
        for moment in sorted(dice.uniform(0, requests) for _ in range(kills)):
            here, process = len(self.asked()), self.start(name)
            while process.poll() is None and (len(self.asked()) - begin < moment or not self.is_past(met, here)):
                time.sleep(0.01)
            time.sleep(dice.uniform(0, 0.03))
            if (code := process.poll()) is not None:
                return code
            process.kill()
            process.wait()
            self.kills, met = self.kills + 1, self.reading(name)
        return self.run(name)

    def reading(self, name: str) -> str:
        """The page that the last process was reading when it ended, "" for none."""
        marks = (self.folder / name / ".scrapy/newsportal/reading").glob("*")
        return "".join(mark.read_text(encoding="utf-8").split("\n", 1)[0] for mark in marks)

    def is_past(self, url: str, begin: int) -> bool:
        """Whether a page was read again: one that two kills meet is set aside, as one that ended the process twice."""
        asked = [line.split(" ", 1)[1] for line in self.asked()[begin:]]
        return not url or url in asked[:-_FURTHER] or len(asked) > 8 * _FURTHER


@contextmanager
def portal(folder: Path, articles: int) -> Iterator[Bench]:
    """The demo portal, served by a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, "--serve", str(articles), str(folder / "asked")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        assert process.stdout is not None
        yield Bench(folder, int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    """The records of an output file; raises ValueError where a line is not whole."""
    data = (folder / "output" / name).read_bytes()
    if data and not data.endswith(b"\n"):
        raise ValueError(f"{name} ends within a line")
    return [json.loads(text) for text in data.decode("utf-8").splitlines()]


def comparable(folder: Path, name: str) -> Counter[str]:
    """The records of a file without what must differ, in no order."""
    return Counter(told(folder, name))


def told(folder: Path, name: str) -> list[str]:
    """The records of a file without what must differ between two crawls, in its order."""
    kept = []
    for record in records(folder, name):
        # 刚刚 and 五分钟前 are counted from the moment of reading.
        seen, published = (datetime.fromisoformat(record.get(key) or "0001-01-01") for key in ("seen", "published"))
        if seen.tzinfo and published.tzinfo and seen - published < _RECENT:
            record["published"] = "a moment before it was seen"
        if "errors" in record:
            # What an orderly interruption gave up was read by the next process.
            record["errors"] = [one for one in record["errors"] if one["label"] != "closing"]
        kept.append({key: value for key, value in record.items() if key not in VARYING[name]})
    return [_SEEN.sub("", json.dumps(record, ensure_ascii=False, sort_keys=True)) for record in kept]


def differences(whole: Path, killed: Path) -> dict[str, tuple[list[str], list[str]]]:
    """For each file the records lost and those added (a doubled one counts as added); empty where the files agree."""
    pairs = [(name, comparable(whole, name), comparable(killed, name)) for name in VARYING]
    return {n: (list((a - b).elements()), list((b - a).elements())) for n, a, b in pairs if a != b}


def not_kept(folder: Path) -> list[str]:
    """The articles whose pages the archive lacks as of when they were read; ValueError where a record is torn."""
    from fastwarc.warc import ArchiveIterator

    kept = set()
    for path in sorted((folder / "kept").iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                if not record.verify_block_digest():
                    raise ValueError(f"{path.name} has a torn record at {record.stream_pos}")
                kept.add((record.headers.get("WARC-Target-URI"), datetime.fromisoformat(record.headers["WARC-Date"])))
    read = records(folder, "articles.jsonl")
    return [line["url"] for line in read if (line["url"], datetime.fromisoformat(line["fetched"])) not in kept]


def refetched(asked: list[str], articles: list[str]) -> Counter[str]:
    """How often pages of these addresses were asked for again after the first time."""
    counts = Counter(line.split(" ", 1)[1] for line in asked if line.startswith("200 "))
    return Counter({url: counts[url] - 1 for url in articles if counts[url] > 1})


def kill(bench: Bench, kills: int) -> int:
    """Kill crawls until there were so many kills, forty at most a crawl; gives the records lost and added in all."""
    code, requests = bench.run("whole"), len(bench.asked())
    print(f"undisturbed: exit code {code}, {requests} requests")
    dice, wrong, again = random.Random(1), 0, 0
    while bench.kills < kills:
        name, before, killed = f"after{bench.kills}", len(bench.asked()), bench.kills
        code = bench.kill_often(name, min(kills - bench.kills, 40), requests, dice)
        found = differences(bench.folder / "whole", bench.folder / name)
        urls = [record["url"] for record in records(bench.folder / name, "articles.jsonl")]
        more = refetched(bench.asked()[before:], urls).total()
        differing = {file: (len(a), len(b)) for file, (a, b) in found.items()}
        if KEPT and (missing := not_kept(bench.folder / name)):
            differing["archive"] = (len(missing), 0)
        wrong, again = wrong + sum(map(sum, differing.values())), again + more
        print(
            f"{name}: {bench.kills - killed} kills, exit code {code}, {len(bench.asked()) - before} requests, "
            f"articles asked for again {more}, records lost and added {differing}", flush=True,
        )  # fmt: skip
    print(f"{bench.kills} kills: {wrong} records lost or added, {again} articles asked for again")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=470)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder for both crawls")
    given = parser.parse_args()
    with portal(given.folder, given.articles) as bench:
        return 1 if kill(bench, given.kills) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(int(sys.argv[2]), Path(sys.argv[3])))
    sys.exit(main())
