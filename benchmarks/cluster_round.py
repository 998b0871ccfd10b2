"""Portals crawled once by several machines amid failures: benchmarks/cluster.py runs it."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cluster_machines import PASSWORD, Machine, home, place
from newsportal.state.postgres.schema import roles, statements
from tests.postgres import Server

CRAWLERS, READERS, PORTALS = 3, 2, 5
FAULTS = {"crawl": 24, "reader": 14, "server": 4, "cut 1 s": 2, "cut 20 s": 3, "SIGTERM": 2}
"""What fails, and how often among all failures. A cut of twenty seconds is longer than any connection lives."""


@dataclass
class Crawler:
    """A machine that crawls, with the process that does it now."""

    machine: Machine
    process: subprocess.Popen[bytes] | None = None
    portal: int = -1
    mended: float = 0.0
    """When its link is to be mended; 0 where it is whole."""
    codes: Counter[int] = field(default_factory=Counter)

    def lost(self) -> bool:
        """Whether the machine is cut off for long."""
        return self.mended - time.monotonic() > 5


class Round:
    """All portals crawled once, amid failures."""

    def __init__(self, server: Server, crawlers: Sequence[Machine], readers: Sequence[Machine], delay: float) -> None:
        import psycopg

        self._connect = lambda: psycopg.connect(server.url, autocommit=True, connect_timeout=5)
        self._server, self._delay, self._dice = server, delay, random.Random(repr(delay))
        self.crawlers = [Crawler(machine) for machine in crawlers]
        self.readers: dict[Machine, subprocess.Popen[bytes]] = {}
        self._reading = readers
        self.failed: Counter[str] = Counter()
        self.end = 0
        """The number of the last entry of the log."""
        self._met: dict[str, set[str]] = {}
        with self._connect() as connection:
            connection.execute("DROP SCHEMA IF EXISTS newsportal CASCADE")
            connection.execute(f"{statements()}{roles()}".encode())
            for role in ("crawler", "reader"):
                made = f"CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL"
                connection.execute(f"DO $$ BEGIN {made}; END $$; GRANT newsportal_{role} TO {role}")
                connection.execute(f"ALTER ROLE {role} PASSWORD '{PASSWORD}'")

    def run(self, failures: int) -> None:
        """Crawl until all is read and kept, with so many failures at most."""
        due, latest = self._dice.randint(1, 12), time.monotonic() + 20
        while not self._done():
            self._mend()
            # By what was read: by the clock most failures would meet processes that begin.
            if self.failed.total() < failures and (self.end > due or time.monotonic() > latest):
                self._fail(self._dice.choices([*FAULTS], [*FAULTS.values()])[0])
                due, latest = self.end + self._dice.randint(1, 12), time.monotonic() + 8
            time.sleep(0.05)

    def _done(self) -> bool:
        """Whether all is read and kept; starts what does not run."""
        for machine in self._reading:
            if machine not in self.readers or self.readers[machine].poll() is not None:
                self.readers[machine] = machine.scrapy("keep", "-L", "WARNING")
        for crawler in self.crawlers:
            if crawler.process and crawler.process.poll() is not None:
                crawler.codes[crawler.process.returncode] += 1
                crawler.process = None
        # Behind that: the end of a crawl whose process has ended is seen, and it is not crawled a second time.
        if (ended := self._progress()) is None:
            return False
        left = set(range(PORTALS)) - ended
        for crawler in self.crawlers:
            if crawler.process is None:
                # That of a machine which is cut off for long may be crawled by another, as soon as it gets the lock.
                taken = {other.portal for other in self.crawlers if other.process and not other.lost()}
                if free := sorted(left - taken):
                    self._start(crawler, self._dice.choice(free))
        running = any(crawler.process for crawler in self.crawlers)
        return not left and not running and all(place(one.folder) == self.end for one in self._reading)

    def _start(self, crawler: Crawler, portal: int) -> None:
        crawler.portal = portal
        options = ("-a", f"url={home(portal)}", "-a", "depth=99", "-s", f"DOWNLOAD_DELAY={self._delay}")
        crawler.process = crawler.machine.scrapy("crawl", "portal", *options)

    def _progress(self) -> set[int] | None:
        """Portals whose crawls ended; None where the database is down."""
        import psycopg

        names = {f"www.portal{number}.example": number for number in range(PORTALS)}
        with suppress(psycopg.Error), self._connect() as asked:
            rows = asked.execute("SELECT portal FROM newsportal.log WHERE kind = 'end'").fetchall()
            ((self.end,),) = asked.execute("SELECT n FROM newsportal.log_end").fetchall()
            return {names[name] for (name,) in rows}
        return None

    def _fail(self, what: str) -> None:
        if what == "reader":
            self._kill(self.readers[self._dice.choice([*self.readers])])
        elif what == "server":
            self._server.stop("immediate")
            time.sleep(self._dice.uniform(0, 0.5))
            self._server.start()
        else:
            crawler = self._dice.choice(self.crawlers)
            if not self._reach(crawler, what):
                return
        self.failed[what] += 1

    def _reach(self, crawler: Crawler, what: str) -> bool:
        process = crawler.process
        if what.startswith("cut"):
            if crawler.mended or not crawler.machine.apart:
                return False
            crawler.machine.link("down")
            crawler.mended = time.monotonic() + int(what.split()[1])
            return True
        if process is None:
            return False
        if what == "SIGTERM":
            process.terminate()
            return True
        return self._kill_at_another_page(crawler, process)

    def _kill_at_another_page(self, crawler: Crawler, process: subprocess.Popen[bytes]) -> bool:
        """Kill a crawl, unless it reads a page that a kill has met: after the second one that would be set aside."""
        process.send_signal(signal.SIGSTOP)
        marks = [mark.read_text("utf-8").split("\n", 1)[0] for mark in crawler.machine.folder.rglob("reading/www*")]
        met = self._met.setdefault("all", set())
        if met & set(filter(None, marks)):
            process.send_signal(signal.SIGCONT)
            return False
        met |= set(filter(None, marks))
        self._kill(process)
        return True

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()

    def _mend(self, *, all_: bool = False) -> None:
        for crawler in self.crawlers:
            if crawler.mended and (all_ or time.monotonic() > crawler.mended):
                crawler.machine.link("up")
                crawler.mended = 0.0

    def stop(self) -> None:
        """Leave no process behind."""
        for process in [*self.readers.values(), *(one.process for one in self.crawlers if one.process)]:
            process.kill()

    def finish(self) -> dict[str, Any]:
        """End all by SIGTERM; gives the exit codes."""
        self._mend(all_=True)
        time.sleep(10)  # one that was just started knows no signals yet
        for reader in self.readers.values():
            reader.terminate()
        codes = [reader.wait(60) for reader in self.readers.values()]
        return {"readers": codes, "crawls": dict(sum((one.codes for one in self.crawlers), Counter[int]()))}
