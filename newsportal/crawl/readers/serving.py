"""Reads one page after the other: tasks come in by a socket, readings go out by it."""

from __future__ import annotations

import gc
import io
import os
import pickle
import signal
import socket
from dataclasses import replace
from traceback import format_exc
from typing import Any, NamedTuple

from newsportal import collector
from newsportal.crawl.readers.packing import packed
from newsportal.crawl.readers.wire import SIZE, Names, PageTask, Terms
from newsportal.crawl.reading import Reading, reading_of
from newsportal.dedup.full_body import FullBody
from newsportal.extraction import extract
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.text import keywords

_COLLECTED = 200
"""Pages after which memory is collected: reading one leaves no cycles."""


class Loaded(NamedTuple):
    """What a reading needs besides its task."""

    seconds: float
    """Seconds of CPU after which a reading ends its process."""
    portal: PortalMemory
    """What was learned of the portal."""
    names: Names
    """What goes into all records."""


def load(terms: Terms) -> Loaded:
    """What readings need, in memory that processes forked behind it share."""
    if terms.names.keywords:
        keywords.load()
    loaded = Loaded(terms.seconds, PortalMemory.from_bytes(terms.portal), terms.names)
    gc.disable()
    collector.settle()
    return loaded


def serve(loaded: Loaded, asked: socket.socket) -> None:
    """Read pages until no more are handed in. A reading that takes too long ends the process by SIGPROF."""
    with asked, asked.makefile("rb") as tasks:
        asked.sendall(SIZE.pack(SIZE.size) + SIZE.pack(os.getpid()))
        count = 0
        while (task := _received(tasks)) is not None:
            signal.setitimer(signal.ITIMER_PROF, loaded.seconds)
            answer = _answer(task, loaded)
            signal.setitimer(signal.ITIMER_PROF, 0)
            asked.sendall(SIZE.pack(len(answer)) + answer)
            count += 1
            if count % _COLLECTED == 0:
                gc.collect()


def _answer(task: PageTask, loaded: Loaded) -> bytes:
    try:
        return packed(_read(task, loaded))
    except Exception:
        return pickle.dumps(format_exc())


def _read(task: PageTask, loaded: Loaded) -> Reading:
    body, url, charset, fetched, known_as, _ = task
    page = extract(body, url, charset, fetched=fetched, known_as=known_as, portal=loaded.portal)
    reading = reading_of(page, task, loaded.names)
    if article := reading.visit.article:
        title, text = article.title or "", article.text or ""
        reading.visit.body = replace(FullBody.of(title, text), title=title, text=text)
    return reading


def _received(tasks: io.BufferedIOBase) -> Any:
    """The next message; None where the crawl has ended."""
    head = tasks.read(SIZE.size)
    if len(head) < SIZE.size:
        return None
    body = tasks.read(size := SIZE.unpack(head)[0])
    return pickle.loads(body) if len(body) == size else None
