"""A process that reads one page after the other: tasks come in by its standard input, pages go out by its output.

It knows no crawl, no state and no network, and imports only what reads pages.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from traceback import format_exc
from typing import Any, BinaryIO

from newsportal.crawl.readers.packing import packed
from newsportal.crawl.readers.wire import SIZE, PageTask
from newsportal.extraction import extract
from newsportal.extraction.portal_memory import PortalMemory


def main() -> None:
    """Read pages until no more are handed in. A reading that takes too long ends the process by SIGPROF."""
    # What ends a crawl reaches every process of its terminal or service: this one ends with its input.
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)
    tasks, pages = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may be written between pages
    terms = _received(tasks)
    if terms is None:
        return
    portal = PortalMemory.from_bytes(terms.portal)
    _send(pages, b"")
    while (task := _received(tasks)) is not None:
        signal.setitimer(signal.ITIMER_PROF, terms.seconds)
        answer = _read(task, portal)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(pages, answer)


def _read(task: PageTask, portal: PortalMemory) -> bytes:
    try:
        body, url, charset, fetched, known_as = task
        return packed(extract(body, url, charset, fetched=fetched, known_as=known_as, portal=portal))
    except Exception:
        return pickle.dumps(format_exc())


def _received(tasks: BinaryIO) -> Any:
    """The next message; None where the crawl has ended."""
    head = tasks.read(SIZE.size)
    if len(head) < SIZE.size:
        return None
    body = tasks.read(size := SIZE.unpack(head)[0])
    return pickle.loads(body) if len(body) == size else None


def _send(pages: BinaryIO, message: bytes) -> None:
    pages.write(SIZE.pack(len(message)) + message)
    pages.flush()


if __name__ == "__main__":
    main()
