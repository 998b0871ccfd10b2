"""What `scrapy status` shows of a database that several machines share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from scrapy.settings import BaseSettings

from newsportal import settings as defaults
from newsportal.messages import counted, duration, listed, row, say
from newsportal.schedule.cluster.overview import DEAD, Cluster, ReaderSeen, WorkerSeen


def beat_of(settings: BaseSettings) -> float:
    """Seconds between two signs of life of a worker, and between its looks."""
    return settings.getfloat("NEWSPORTAL_WORKER_BEAT", defaults.NEWSPORTAL_WORKER_BEAT)


def dead_after(settings: BaseSettings) -> timedelta:
    """How long a worker may give no sign of life."""
    return timedelta(seconds=beat_of(settings) * DEAD)


def lines(known: Cluster, dead: timedelta) -> Iterator[str]:
    """A line for each worker and each reader, and what waits; `dead`: how long a worker may give no sign of life."""
    for worker in known.workers:
        yield row(say("worker"), _worker(worker, dead))
    if known.waiting:
        words = counted(
            "{n:,} crawl of the schedule: {names}",
            "{n:,} crawls of the schedule: {names}",
            len(known.waiting),
            names=listed(known.waiting),
        )
        yield row(say("waiting"), words)
    for reader in known.readers:
        yield row(say("reader"), _reader(reader))
    if known.unread:
        words = counted("none, {n:,} visit waits in the log", "none, {n:,} visits wait in the log", known.unread)
        yield row(say("reader"), words)


def needs_a_look(known: Cluster, dead: timedelta) -> bool:
    """Whether crawls of the schedule wait, and no worker lives that could take them."""
    return bool(known.waiting) and all(worker.silent > dead for worker in known.workers)


def _worker(worker: WorkerSeen, dead: timedelta) -> str:
    alive = say("alive") if worker.silent <= dead else say("silent")
    seen = say("heard of {age} ago", age=duration(worker.silent))
    runs = [f"{name} ({duration(took)})" for name, took in worker.runs.items()]
    words = say("runs {n:,} of {most:,}", n=len(runs), most=worker.at_once)
    return say(": ").join((worker.name, listed([alive, seen, words, *runs])))


def _reader(reader: ReaderSeen) -> str:
    behind = counted(
        "{n:,} visit behind, {span}", "{n:,} visits behind, {span}", reader.visits, span=duration(reader.behind)
    )
    seen = say("heard of {age} ago", age=duration(reader.silent))
    return say(": ").join((reader.name, listed([behind, seen])))
