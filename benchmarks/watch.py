"""What watching costs, and how soon a headline is told.

    python benchmarks/watch.py cost      # a day of 100,000 headlines against 200 watches: CPU seconds
    python benchmarks/watch.py delay     # the demo portal crawled under `scrapy watch --follow`: seconds to a receiver

`cost`: the day is made up (benchmarks/made_up_month.py), with its sightings and articles; of the watches one in ten has
a pattern, one in five asks for what changed, went or spread too. Messages are made, and not sent. Three times.
`delay`: from when a headline's line stands in the file, which is looked at each hundredth of a second and is written
just before the commit, to its message's arrival at a receiver on loopback; and from its `first_seen`, by which its page
had come.
"""

from __future__ import annotations

import json
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import common_words
from made_up_month import START, write_month

from newsportal.watch.channels import Channel
from newsportal.watch.config import Config, read
from newsportal.watch.watch_file import WatchFile
from newsportal.watch.watcher import Watcher
from tests.watch.vendors import Vendor, vendor

CHANNEL = '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1:{port}/"\n'
ALL = '[[watch]]\nname = "all"\nto = ["desk"]\n'


def watches(count: int) -> str:
    """So many watches of words that are common in headlines."""
    rng, words, tables = random.Random(1), common_words(), []
    for number in range(count):
        picked = [
            *rng.sample(words, 3),
            f"!{rng.choice(words)}",
            *([f"/{rng.choice(words)}.{{0,4}}{rng.choice(words)}/"] if number % 10 == 0 else []),
        ]
        what = ["new", "changed", "gone", "spread"] if number % 5 == 0 else ["new"]
        tables.append(f'[[watch]]\nname = "w{number}"\nwords = {json.dumps(picked)}\nwhat = {what}\nto = ["desk"]\n')
    return "\n".join(tables)


def opened(folder: Path, file: WatchFile, text: str) -> tuple[Watcher, Config]:
    path = folder / "watches.toml"
    path.write_text(text, "utf-8")
    config = read(path)
    return Watcher(folder, file, config, {name: Channel(url) for name, url in config.channels.items()}, {}), config


def cost(folder: Path, count: int = 200, runs: int = 3) -> dict[str, Any]:
    made = write_month(folder, days=1, rate=0.425)
    found = [once(folder, count) for _ in range(runs)]
    gathered, composed = zip(*(times for _, *times in found), strict=True)
    both = list(map(sum, zip(gathered, composed, strict=True)))
    told = {name: made[name] for name in ("headlines", "sightings", "articles")} | {"watches": count}
    return told | {
        "matches": found[0][0], "CPU s to gather": gathered, "CPU s to make messages": composed,
        "least CPU s of both": round(min(both), 2), "median": round(statistics.median(both), 2),
    }  # fmt: skip


def once(folder: Path, count: int) -> tuple[int, float, float]:
    """How many matches a day has, and the CPU seconds to find them and to make messages of them."""
    for old in folder.glob("watch.sqlite*"):
        old.unlink()
    with WatchFile(folder / "watch.sqlite") as file:
        watcher, _ = opened(folder, file, CHANNEL.format(port=9) + watches(count))
        begin = time.process_time()
        found = watcher.gather(START)
        gathered = time.process_time()
        with file.transaction():
            watcher.delivery.compose("desk")
        composed = time.process_time()
    return found, round(gathered - begin, 2), round(composed - gathered, 2)


def delay(folder: Path, server: Vendor) -> dict[str, float]:
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    (folder / "watches.toml").write_text(CHANNEL.format(port=server.port) + ALL, "utf-8")
    scrapy = [sys.executable, "-m", "scrapy"]
    follow = subprocess.Popen([*scrapy, "watch", "--follow"], cwd=folder, stderr=subprocess.PIPE, text=True)
    assert follow.stderr is not None
    next(line for line in follow.stderr if "watches.toml" in line)
    threading.Thread(target=follow.stderr.read, daemon=True).start()
    path, crawled = folder / "output" / "headlines.jsonl", threading.Event()
    stood: dict[str, float] = {}
    looking = threading.Thread(target=look, args=(path, stood, crawled))
    looking.start()
    for edition in ("1", "2", "3"):
        subprocess.run(
            [*scrapy, "crawl", "demo", "-a", f"edition={edition}"], cwd=folder, capture_output=True, check=False
        )
    crawled.set()
    looking.join()
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    time.sleep(3)
    idle = time.monotonic(), used(follow.pid)
    time.sleep(20)
    busy = (used(follow.pid) - idle[1]) / (time.monotonic() - idle[0])
    follow.send_signal(signal.SIGTERM)
    follow.wait()
    came: dict[str, float] = {}
    for got in server.taken:
        for url in re.findall(r"http\S+", got.body["message"]):
            came.setdefault(url, got.time)
    waits = sorted(came[line["url"]] - stood[line["id"]] for line in lines)
    since = sorted(came[line["url"]] - datetime.fromisoformat(line["first_seen"]).timestamp() for line in lines)
    return {
        "headlines": len(waits), "messages": len(server.taken), "p50 s": round(statistics.median(waits), 2),
        "p99 s": round(waits[int(0.99 * len(waits))], 2), "longest s": round(waits[-1], 2),
        "p50 s from first_seen": round(statistics.median(since), 2),
        "p99 s from first_seen": round(since[int(0.99 * len(since))], 2),
        "CPU of one core while nothing comes": round(busy, 4),
    }  # fmt: skip


def look(path: Path, stood: dict[str, float], ended: threading.Event) -> None:
    """Note when each line of a growing file is there whole, by its id, until `ended`."""
    place = 0
    while not ended.wait(0.01):
        if path.exists() and path.stat().st_size > place:
            with path.open("rb") as file:
                file.seek(place)
                lines = file.read()
            lines, now = lines[: lines.rfind(b"\n") + 1], time.time()
            place += len(lines)
            for line in lines.splitlines():
                stood.setdefault(json.loads(line)["id"], now)


def used(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place, vendor() as receiver:
        print(json.dumps(cost(Path(place)) if sys.argv[1:] == ["cost"] else delay(Path(place), receiver)))
