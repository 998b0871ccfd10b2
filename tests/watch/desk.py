"""A desk that watches: an output folder, watches, and channels that a fake vendor stands behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from newsportal.watch.channels import Channel
from newsportal.watch.config import Config, read
from newsportal.watch.watch_file import WatchFile
from newsportal.watch.watcher import Watcher
from tests.reading.test_search import headline, write
from tests.watch.vendors import Vendor

DESK = '[[channel]]\nname = "desk"\nurl = "{url}"\n'


class Desk:
    """`new` and `line` write what a crawl would, `run` is one `scrapy watch`."""

    def __init__(self, folder: Path, vendor: Vendor, watches: str, url: str = "") -> None:
        self.folder, self.vendor = folder, vendor
        self.url = url or f"json://127.0.0.1:{vendor.port}/hook"
        self.watches = watches
        (folder / "output").mkdir(exist_ok=True)
        self.run()

    def config(self) -> Config:
        path = self.folder / "watches.toml"
        path.write_text(DESK.format(url=self.url) + self.watches, "utf-8")
        return read(path)

    @contextmanager
    def watcher(self) -> Iterator[Watcher]:
        config = self.config()
        channels = {name: Channel(address) for name, address in config.channels.items()}
        with (
            WatchFile(self.folder / "watch.sqlite") as file,
            Watcher(self.folder / "output", file, config, channels, {"river": "江河网"}) as watcher,
        ):
            yield watcher

    def run(self, since: datetime | None = None) -> Watcher:
        with self.watcher() as watcher:
            watcher.begin(since)
            watcher.deliver(lambda _: False)
        return watcher

    def new(self, number: int, text: str, **more: Any) -> None:
        self.line("headlines", headline(number, text, **more))

    def line(self, kind: str, line: dict[str, Any]) -> None:
        write(self.folder / "output", kind, [line])

    def texts(self) -> list[str]:
        """What the vendor took, and forget it."""
        found = self.vendor.texts()
        self.vendor.taken.clear()
        return found
