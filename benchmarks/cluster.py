"""Three machines crawl five generated portals by one database, two others keep the files, and all of it fails at times.

    python -m benchmarks.cluster --failures 200 --folder /tmp/cluster       faults, and what is left
    python -m benchmarks.cluster_figures --folder /tmp/figures              what it costs

Crawls and readers are ended by SIGKILL, the server is stopped as by a crash and started again, a machine's link is cut
for one second or for twenty. Then the files of both readers must be alike byte for byte, and have the records of the
same portals crawled one after the other on one machine: none lost, none doubled, none torn. SIGTERM ends all of it.
Each machine has a password and the rights of `scrapy cluster --sql`. A round is five portals crawled once; there are as
many rounds as the failures need.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import kills
from benchmarks.cluster_machines import Machine, address, database, dumps, gaps, home, own_network, serve
from benchmarks.cluster_round import CRAWLERS, PORTALS, READERS, Round
from tests.postgres import Server


def alone(folder: Path, pages: int) -> Path:
    """The portals crawled one after the other on one machine; gives its folder."""
    machine = Machine(folder, 0, network=False, state="")
    try:
        machine.show(PORTALS, pages)
        for portal in range(PORTALS):
            options = ("-a", f"url={home(portal)}", "-a", "depth=99", "-s", "DOWNLOAD_DELAY=0")
            if code := machine.scrapy("crawl", "portal", *options, state=False).wait():
                raise SystemExit(f"exit code {code}: {folder / 'log.txt'}")
    finally:
        machine.close()
    return folder


def trial(folder: Path, failures: int, pages: int, delay: float) -> int:
    """Rounds until there were so many failures; gives how many records are wrong."""
    network, wrong, done, number = own_network(), 0, 0, 0
    whole = alone(folder / "alone", pages)
    records = [len(kills.records(whole, name)) for name in kills.VARYING]
    print(f"alone: {records} records; networks of their own: {network}", flush=True)
    with database(network) as server:
        while done < failures:
            number += 1
            found = _round(server, folder / f"round{number}", (failures - done, pages, delay), whole)
            done, wrong = done + sum(found["failures"].values()), wrong + found["wrong"]
            print(dumps(found), flush=True)
    print(f"{done} failures: {wrong} records lost, doubled or torn, or files that differ")
    return wrong


def _round(server: Server, folder: Path, told: tuple[int, int, float], whole: Path) -> dict[str, Any]:
    failures, pages, delay = told
    network = own_network()
    machines: list[Machine] = []
    with ExitStack() as held:
        for number, name in enumerate([*["crawler"] * CRAWLERS, *["reader"] * READERS], 1):
            state = address(server, number, network, user=name)
            machines.append(Machine(folder / f"{name}{number}", number, network=network, state=state))
            held.callback(machines[-1].close)
        for machine in machines[:CRAWLERS]:
            machine.show(PORTALS, pages)
        begin, one = time.monotonic(), Round(server, machines[:CRAWLERS], machines[CRAWLERS:], delay)
        held.callback(one.stop)
        one.run(failures)
        ended = one.finish()
    figures = {"round": folder.name, "seconds": round(time.monotonic() - begin), "failures": dict(one.failed)}
    least = min(gaps([machine.folder for machine in machines[:CRAWLERS]]).values())
    return (
        figures
        | {"codes": ended, "least gap": round(least, 3)}
        | judged(whole, [m.folder for m in machines[CRAWLERS:]])
    )


def judged(whole: Path, books: Sequence[Path]) -> dict[str, Any]:
    """What is wrong with the files of readers; the differing records are written beside them."""
    files = [[(book / "output" / name).read_bytes() for name in kills.VARYING] for book in books]
    alike = all(one == files[0] for one in files)
    try:
        found = kills.differences(whole, books[0])
    except ValueError as error:
        return {"torn": str(error), "readers alike": alike, "wrong": 1}
    if found:
        (books[0] / "differences").write_text(dumps(found), encoding="utf-8")
    lost, added = (sum(len(pair[which]) for pair in found.values()) for which in (0, 1))
    return {"lost": lost, "doubled": added, "readers alike": alike, "wrong": lost + added + (not alike)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder to work in")
    parser.add_argument("--failures", type=int, default=200)
    parser.add_argument("--pages", type=int, default=200, help="of each portal")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds between two requests to a portal")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and leave nothing behind
    return 1 if trial(given.folder.resolve(), given.failures, given.pages, given.delay) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    sys.exit(main())
