"""The queue of crawls in the database: Procrastinate's tables and functions, on a connection of ours.

Its `JobManager` is used, and neither its worker nor its pool: that worker ends where the database is away for 45
seconds (3.10, tried; 3 seconds it survives), and while it waits for its jobs then it gives no sign of life. Here what
is done in one transaction is done by one connection, whose end also ends the lead over the schedule. That a portal is
crawled once at a time does not rest on any of this: the crawl itself takes the portal's lock.
"""

from __future__ import annotations

from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString, TypeVar

import psycopg
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector

from newsportal.schedule.cluster.tables import SCHEMA, statements
from newsportal.state.postgres.database import Row, connect, errors, said
from newsportal.state.walk import StateLost

_LEAD = 3
"""The lock of the scheduler that leads."""
Given = TypeVar("Given")


class _Pool:
    """The one connection, as Procrastinate asks for it."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Row]]:
        yield self._connection


class _Connector(SyncPsycopgConnector):
    """Answers Procrastinate's coroutines at once."""

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        self.execute_query(query, **arguments)

    async def execute_query_one_async(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        return self.execute_query_one(query, **arguments)

    async def execute_query_all_async(self, query: LiteralString, **arguments: Any) -> list[dict[str, Any]]:
        return self.execute_query_all(query, **arguments)


class Queue:
    """One connection to the queue. All that is asked raises StateLost where the connection is lost."""

    def __init__(self, url: str) -> None:
        self._connection = connect(url, f"{SCHEMA},newsportal")
        connector = _Connector()
        connector.open(_Pool(self._connection))  # type: ignore[arg-type]
        self.jobs = JobManager(connector)
        """Procrastinate's jobs; what it gives is given to `done`."""
        try:
            self._make_tables()
        except StateLost:
            self.close()
            raise

    def _make_tables(self) -> None:
        if self.ask("SELECT to_regclass(%s)", (f"{SCHEMA}.workers",))[0][0]:
            return  # as one finds it that may make none
        with errors():
            self._connection.execute(statements().encode())

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is done in the block is done whole or not at all; within another one it can be undone alone."""
        try:
            with errors(), self._connection.transaction():
                yield
        except ConnectorException as error:
            cause = error.__cause__
            raise StateLost(said(cause if isinstance(cause, Exception) else error)) from error

    def ask(self, sql: LiteralString, values: Sequence[Any] = ()) -> list[Row]:
        """What a statement returns."""
        with errors():
            cursor = self._connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def done(self, coroutine: Coroutine[Any, Any, Given]) -> Given:
        """What a method of `jobs` gives: on this connection none of them has anything to wait for."""
        try:
            coroutine.send(None)
        except StopIteration as end:
            given: Given = end.value
            return given
        raise AssertionError(coroutine)

    def lead(self) -> bool:
        """Take the lead over the schedule, which ends with the connection; False while another has it."""
        return bool(self.ask("SELECT pg_try_advisory_lock(%s)", (_LEAD,))[0][0])

    def close(self) -> None:
        """Let go of the connection, and of the lead."""
        self._connection.close()
