"""The reader of the log: takes its entries in order and keeps the books, each entry whole or not at all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from scrapy.settings import BaseSettings

from newsportal import paths
from newsportal import settings as defaults
from newsportal.collector import paused
from newsportal.crawl.cluster.books import HeldState, KeptPortal, current_page
from newsportal.crawl.cluster.log import BEGIN, END, RESUME, VISIT
from newsportal.crawl.cluster.telling import Telling
from newsportal.crawl.places import opened
from newsportal.items import Crawl
from newsportal.messages import marked, say
from newsportal.output import rebuild
from newsportal.output.schema import KINDS
from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.schema import check_here, make_tables
from newsportal.state.sqlite import StateError
from newsportal.state.visit_json import unpacked
from newsportal.state.walk import LOG_NAME, LOG_PLACE

LOG_DAYS = 7
"""Days for which an entry stays in the log: so long may another reader's machine stand still."""
_AT_ONCE = 50
"""Entries that are asked for at once."""
_LONGEST = 0.2
"""Seconds of work after which what was kept is let be seen."""
Entry = tuple[int, datetime, str, str, str, bytes]
"""An entry of the log: number, when it was written, portal, crawl, kind, body."""


class Keeper:
    """Keeps the books of a log. `ended` hears of each crawl that came to its end.

    Raises StateLost where the database is lost, StateError where log and state do not fit, OSError and sqlite3.Error
    where nothing can be written.
    """

    def __init__(self, settings: BaseSettings, spiders: dict[str, Any], ended: Callable[[Crawl], None]) -> None:
        self._settings, self._spiders, self._ended = settings, spiders, ended
        self._held = ExitStack()
        state, self._store = opened(settings, self._held, HeldState)
        assert isinstance(state, HeldState)
        self._state = state
        self.place = self._noted()
        """The number of the last entry that is in the books."""
        self._page = current_page(settings)
        self._held.callback(self._page.close)
        self._portals: dict[str, KeptPortal] = {}
        self._telling = Telling(self._state)
        self._wire: Wire | None = None
        self._state.begin()
        self._state.connection.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (LOG_PLACE, self.place))
        with self._store.claimed(*KINDS):
            self._state.commit()
        days = settings.getint("NEWSPORTAL_REPEAT_DAYS", defaults.NEWSPORTAL_REPEAT_DAYS)
        with self._state.together():
            rebuild.fill_missing(self._state, self._store, window_days=days)

    def _noted(self) -> int:
        row = self._state.connection.execute("SELECT value FROM meta WHERE key = ?", (LOG_PLACE,)).fetchone()
        if row is None and next(self._store.all(*KINDS), None) is not None:
            words = marked(
                "these files have records, and nothing says up to which entry of the log: "
                "copy the folders of another reader, or begin with an empty output folder"
            )
            raise StateError(say(words))
        return int(row[0]) if row else 0

    @property
    def files(self) -> str:
        """Where the files are, in words for a reader."""
        return self._store.place(*KINDS)

    def read(self) -> int:
        """Take the entries that the log has now, some at most; gives how many."""
        url = paths.database(self._settings)
        assert url
        if self._wire is None:
            self._wire = Wire(url)
            make_tables(self._wire)
            self._check()
            self._tell()
            self._shorten()
        query = "SELECT n, written, portal, crawl, kind, body FROM log WHERE n > %s ORDER BY n LIMIT %s"
        try:
            entries: Sequence[Any] = self._wire.ask(query, (self.place, _AT_ONCE))
        except OSError:
            self._wire.close()
            self._wire = None  # the books are ours: another connection goes on
            raise
        with paused():
            return self._take(entries)

    def note(self, name: str) -> None:
        """Let others know how far these books are, under a name. Raises StateLost."""
        assert self._wire
        self._wire.run(
            "INSERT INTO readers VALUES (%s, %s, now()) ON CONFLICT (name) DO UPDATE SET n = excluded.n, noted = now()",
            (name, self.place),
        )

    def _take(self, entries: Sequence[Entry]) -> int:
        """Keep entries, as many as some time allows, in one transaction; gives how many."""
        begin, taken, ended = time.monotonic(), 0, list[Crawl]()
        try:
            with self._state.together():
                for n, _, name, _, kind, body in entries:
                    if crawl := self._keep(n, self.place + taken, name, kind, body):
                        ended.append(crawl)
                        self._telling.owe(name, n)
                    taken += 1
                    if time.monotonic() - begin > _LONGEST:
                        break
                place = self.place + taken
                self._state.connection.execute("UPDATE meta SET value = ? WHERE key = ?", (place, LOG_PLACE))
        except BaseException:
            self._portals.clear()  # made anew from what the state holds
            raise
        self.place = place
        for crawl in ended:
            self._ended(crawl)
        if ended:
            self._tell()
            self._shorten()
        return taken

    def _keep(self, n: int, place: int, name: str, kind: str, body: bytes) -> Crawl | None:
        """Keep an entry, in the open transaction; gives the crawl that ends with it."""
        if n != place + 1:
            words = say(
                "the log begins at entry {n:,}, and these books end at {place:,}: copy the folders of another reader",
                n=n, place=place,
            )  # fmt: skip
            raise StateError(words)
        portal = self._portal(name)
        if kind == VISIT:
            portal.take(unpacked(body))
        elif kind == BEGIN:
            portal.begin(json.loads(body))
        elif kind == RESUME:
            portal.resume()
        elif kind == END:
            return portal.finish(json.loads(body))
        return None

    def _check(self) -> None:
        """Raise StateError where these books are not of this log, or ahead of it since it was set back."""
        assert self._wire
        ((log, end),) = self._wire.ask("SELECT log, n FROM log_end")
        check_here(log)
        self._state.begin()
        self._state.connection.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (LOG_NAME, log))
        self._state.commit()
        (own,) = self._state.connection.execute("SELECT value FROM meta WHERE key = ?", (LOG_NAME,)).fetchone()
        if own != log or self.place > end:
            words = say("these books ({file}) are of another log, or ahead of this one", file=self._state.path)
            raise StateError(words)

    def _shorten(self) -> None:
        """Let go of what is in these books for days, and of words of links that no headline has any more."""
        assert self._wire
        self._wire.run(
            "DELETE FROM log WHERE n <= %s AND written < now() - %s * interval '1 day'", (self.place, LOG_DAYS)
        )
        self._wire.run("DELETE FROM readers WHERE noted < now() - %s * interval '1 day'", (LOG_DAYS,))
        self._wire.run("DELETE FROM pace WHERE next < now() - interval '1 day'", ())
        days = self._settings.getint("NEWSPORTAL_REPEAT_DAYS", defaults.NEWSPORTAL_REPEAT_DAYS)
        self._wire.run("DELETE FROM link_words WHERE seen < now() - %s * interval '1 day'", (days,))

    def _portal(self, name: str) -> KeptPortal:
        if name not in self._portals:
            made = KeptPortal(self._settings, name, self._state, self._store, self._page, self._spiders)
            self._portals[name] = made
        return self._portals[name]

    def _tell(self) -> None:
        """Let later crawls know what was learned of portals whose crawls ended, also before a connection broke."""
        assert self._wire
        self._telling.tell(self._wire, lambda name: self._portal(name).memory.learned)

    def close(self) -> None:
        """Let go of all."""
        if self._wire is not None:
            self._wire.close()
        self._held.close()
