"""Kills a watcher while headlines arrive and messages go out: what is lost, what is told twice, and does it say so?

    python benchmarks/watch_kills.py 200

A writer appends headlines all the time, in torn pieces too; a receiver on loopback takes a message, waits some
milliseconds and answers; watchers are started one after the other and killed (SIGKILL), half of them at random moments,
half right after a message was taken. A headline is lost if no message tells of it when all is quiet again. It is told
twice if two messages tell of it; all but one of them must say that they may be repeats, and have the key of the first.
Prints JSON; exit code 1 if something is wrong.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from newsportal.watch.channels import Channel
from newsportal.watch.config import read
from newsportal.watch.watch_file import WatchFile
from newsportal.watch.watcher import Watcher

WATCHES = """
[[channel]]
name = "desk"
url = "json://127.0.0.1:{port}/"
[[watch]]
name = "all"
words = "第"
to = ["desk"]
"""
MARK = "may be a repeat"
SLOW = 0.03
"""Seconds that the receiver takes at most between taking a message and answering."""
LIVES = 1.5
"""Seconds that a watcher lives at most."""


def forked(work: Callable[[], None]) -> int:
    """Do some work in a process of its own; gives its id."""
    if pid := os.fork():
        return pid
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        work()
        code = 0
    finally:
        os._exit(code)


def receive(server: ThreadingHTTPServer, taken: Path) -> None:
    """Take messages for ever, each written down before it is answered."""

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told = {"key": self.headers["Idempotency-Key"], "text": f"{body['title']}\n{body['message']}"}
            with taken.open("a") as file:
                file.write(json.dumps(told) + "\n")
            time.sleep(random.uniform(0, SLOW))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server.RequestHandlerClass = Receiver
    server.serve_forever()


def write(folder: Path) -> None:
    """Append headlines until killed, a line at once or in two pieces."""
    number = 0
    with (folder / "headlines.jsonl").open("ab", buffering=0) as file:
        while True:
            number += 1
            line = json.dumps(headline(number), ensure_ascii=False).encode() + b"\n"
            cut = random.randrange(len(line)) if random.random() < 0.2 else len(line)
            file.write(line[:cut])
            time.sleep(random.uniform(0, 0.01))
            file.write(line[cut:])


def headline(number: int) -> dict[str, Any]:
    return {
        "id": f"{number:016x}", "kind": "new", "text": f"海棠湾大桥第{number}段合龙", "text_from": "shown",
        "url": f"http://a.example/{number}", "portal": "river", "page": "http://a.example/", "page_role": "hub",
        "block": "要闻", "block_role": "list", "rank": 1, "first_seen": "2026-11-29T12:00:00.000000+08:00",
        "crawl": "c", "other": None,
    }  # fmt: skip


def watch(folder: Path, *, follow: bool) -> None:
    config = read(folder / "watches.toml")
    channels = {name: Channel(address) for name, address in config.channels.items()}
    with WatchFile(folder / "watch.sqlite") as file, Watcher(folder, file, config, channels, {}) as watcher:
        watcher.begin()
        if follow:
            watcher.follow(lambda seconds: bool(time.sleep(seconds)), lambda: False)
        else:
            watcher.deliver(lambda seconds: bool(time.sleep(seconds)))


def await_message(taken: Path) -> None:
    """Wait until a message is taken, and some milliseconds more: it may be answered, and that noted, or not."""
    before, begin = size(taken), time.monotonic()
    while size(taken) == before and time.monotonic() - begin < 10 * LIVES:
        time.sleep(0.001)
    time.sleep(random.uniform(0, 2 * SLOW))


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def run(kills: int, folder: Path) -> dict[str, int]:
    """What became of all headlines after so many kills."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    (folder / "watches.toml").write_text(WATCHES.format(port=server.server_address[1]))
    taken = folder / "taken.jsonl"
    receiver = forked(lambda: receive(server, taken))
    try:
        watch(folder, follow=False)
        writer = forked(lambda: write(folder))
        for number in range(kills):
            watcher = forked(lambda: watch(folder, follow=True))
            if number % 2:
                await_message(taken)
            else:
                time.sleep(random.uniform(0, LIVES))
            os.kill(watcher, signal.SIGKILL)
            os.waitpid(watcher, 0)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        watch(folder, follow=False)
    finally:
        os.kill(receiver, signal.SIGKILL)
        os.waitpid(receiver, 0)
    return judge(folder, taken, kills)


def judge(folder: Path, taken: Path, kills: int) -> dict[str, int]:
    written = (folder / "headlines.jsonl").read_bytes().count(b"\n")
    told: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
    messages = [json.loads(line) for line in taken.read_text().splitlines()]
    for message in messages:
        for number in re.findall(r"第(\d+)段", message["text"]):
            told[int(number)].append(message)
    twice = [found for found in told.values() if len(found) > 1]
    unsaid = sum(sum(MARK not in message["text"] for message in found) > 1 for found in twice)
    keys = sum(len({message["key"] for message in found}) > 1 for found in twice)
    return {
        "kills": kills, "headlines": written, "messages": len(messages),
        "lost": sum(number not in told for number in range(1, written + 1)),
        "told twice": len(twice), "of these without a word": unsaid, "of these under another key": keys,
        "messages that say so": sum(MARK in message["text"] for message in messages),
    }  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        found = run(int(sys.argv[1]) if len(sys.argv) > 1 else 200, Path(place))
    print(json.dumps(found))
    sys.exit(bool(found["lost"] or found["of these without a word"] or found["of these under another key"]))
