"""What is known of a cluster: its workers, the crawls of the schedule, those under way, and the readers of the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString

import psycopg

from newsportal.state.postgres.database import connect, errors
from newsportal.text.keys import key_of

DEAD = 6
"""Signs of life that a worker misses until it is taken for dead."""
_WORKERS: LiteralString = """
SELECT worker.id, name, at_once, now() - last_heartbeat FROM workers AS worker JOIN procrastinate_workers USING (id)
ORDER BY name"""
_STARTS: LiteralString = """
SELECT starts.name, coalesce(starts.worker, 0), coalesce(now() - started, interval '0'), status::text = 'doing'
FROM starts JOIN procrastinate_jobs AS job ON job.id = starts.job WHERE status IN ('todo', 'doing')
ORDER BY priority DESC, job.id"""
_READERS: LiteralString = """
SELECT name, now() - noted, (SELECT count(*) FROM log WHERE log.n > readers.n AND kind = 'visit'),
    coalesce(now() - (SELECT written FROM log WHERE log.n > readers.n ORDER BY log.n LIMIT 1), interval '0')
FROM readers ORDER BY name"""
_UNREAD: LiteralString = "SELECT count(*) FROM log WHERE kind = 'visit' AND NOT EXISTS (SELECT FROM readers)"
_NO_RIGHTS: LiteralString = """
SELECT to_regclass(min(nspname) || '.log') FROM pg_namespace WHERE nspname IN ('newsportal', 'newsportal_jobs')
HAVING NOT bool_or(has_schema_privilege(oid, 'USAGE'))"""
"""The server refuses this to a role that may see nothing of what is there, and says so."""
_CRAWLS: LiteralString = "SELECT portal, begin_, starts FROM crawls ORDER BY portal"
_LOCKS: LiteralString = """
SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


@dataclass(frozen=True, slots=True)
class WorkerSeen:
    """A worker."""

    name: str
    at_once: int
    """How many crawls it runs at the same time."""
    silent: timedelta
    """Since its last sign of life."""
    runs: dict[str, timedelta]
    """What it runs, by the name in the schedule, and for how long."""


@dataclass(frozen=True, slots=True)
class ReaderSeen:
    """A `scrapy keep`."""

    name: str
    silent: timedelta
    """Since it told its place."""
    visits: int
    """How many visits of the log it has not kept yet."""
    behind: timedelta
    """The age of the oldest of them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """All of a database."""

    workers: list[WorkerSeen]
    """Workers that did not sign off, within a day."""
    waiting: list[str]
    """Crawls that wait for a worker, by their names in the schedule."""
    running: dict[str, datetime]
    """When each crawl began whose process is connected, by its portal."""
    readers: list[ReaderSeen]
    """Readers of the log."""
    unread: int
    """How many visits wait in the log where none has ever read it."""


def cluster(url: str) -> Cluster:
    """What is known now; nothing is changed. Raises StateLost, also for a role that may see nothing."""
    with connect(url, "newsportal_jobs,newsportal") as connection, errors():
        connection.execute(_NO_RIGHTS)
        starts = _asked(connection, "starts", _STARTS)
        workers = [
            WorkerSeen(name, at_once, silent, {run: took for run, by, took, doing in starts if doing and by == number})
            for number, name, at_once, silent in _asked(connection, "workers", _WORKERS)
        ]
        held = {key for (key,) in connection.execute(_LOCKS)}
        return Cluster(
            workers,
            [name for name, _, _, doing in starts if not doing],
            {
                portal: datetime.fromisoformat(begin)
                for portal, begin, _ in _asked(connection, "crawls", _CRAWLS)
                if key_of(f"newsportal lock\0{portal}") in held
            },
            [ReaderSeen(*row) for row in _asked(connection, "readers log", _READERS)],
            sum(count for (count,) in _asked(connection, "readers log", _UNREAD)),
        )


def _asked(connection: psycopg.Connection[Any], tables: str, query: LiteralString) -> list[Any]:
    """What a question gives; nothing where one of its tables was not made yet, or is not for this role."""
    may = (
        "SELECT bool_and(coalesce(has_table_privilege(to_regclass(name), 'SELECT'), false)) "
        "FROM unnest(%s::text[]) AS name"
    )
    row = connection.execute(may, (tables.split(),)).fetchone()
    return connection.execute(query).fetchall() if row and row[0] else []
