"""The connection to the database: one a crawl. It carries the portal's lock and all its transactions.

Whoever loses the connection has lost the lock and the open transaction with it, at the same moment: nothing else has to
be held back. So there is no second connection, and none is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, LiteralString

import psycopg

from newsportal.state.postgres.database import Row, connect, errors
from newsportal.state.walk import StateLost
from newsportal.text.keys import key_of

Told = tuple[LiteralString, Sequence[Any], Callable[[list[Row]], None] | None]
_TRIES = 5
"""How often a transaction is sent that deadlocks with others."""


class Wire:
    """One connection and its transaction. What is told is sent with the next question, or with the transaction's end:
    a visit is one way there and back. Raises StateLost."""

    def __init__(self, url: str) -> None:
        self._connection = connect(url)
        self._told: list[Told] = []
        self._last = self._told.copy()
        self._later: list[tuple[LiteralString, Callable[[], Sequence[Any]]]] = []
        self._sent = False
        self.in_transaction = False
        """Whether a transaction is open."""

    def begin(self) -> None:
        """Open a transaction; the server hears of it with the first that is told."""
        self.in_transaction, self._sent = True, False
        self._told.clear()
        self._last.clear()

    def tell(self, sql: LiteralString, values: Sequence[Any], then: Callable[[list[Row]], None] | None = None) -> None:
        """Have a statement run in the open transaction; `then` hears what it returned, once that is known."""
        assert self.in_transaction
        self._told.append((sql, values, then))

    def tell_last(self, sql: LiteralString, values: Sequence[Any]) -> None:
        """Have a statement run last of all in the open transaction."""
        assert self.in_transaction
        self._last.append((sql, values, None))

    def later(self, sql: LiteralString, values: Callable[[], Sequence[Any]]) -> None:
        """Have a statement run with whatever is sent next, before it, with the values of that moment."""
        self._later.append((sql, values))

    def _due(self) -> list[Told]:
        told: list[Told] = [(sql, values(), None) for sql, values in self._later]
        self._later.clear()
        return told

    def ask(self, sql: LiteralString, values: Sequence[Any] = ()) -> list[Row]:
        """What a question gives; in a transaction behind all that was told."""
        if not self._told and not self._sent:
            return self.at_once(sql, values)
        return self._send(sql, values)

    def change(self, sql: LiteralString, values: Sequence[Any] = ()) -> list[Row]:
        """What a statement returns that changes something: run in the open transaction, behind all that was told."""
        assert self.in_transaction
        return self._send(sql, values)

    def at_once(self, sql: LiteralString, values: Sequence[Any]) -> list[Row]:
        """What a statement returns that belongs to no transaction."""
        with errors():
            return list(self._execute(sql, values).fetchall())

    def _execute(self, sql: LiteralString, values: Sequence[Any]) -> psycopg.Cursor[Row]:
        if not (due := self._due()):
            return self._connection.execute(sql, values)
        with self._connection.pipeline():
            for more, given, _ in due:
                self._connection.execute(more, given)
            return self._connection.execute(sql, values)

    def run(self, sql: LiteralString, values: Sequence[Any]) -> None:
        """Run a statement: in the open transaction, or at once where there is none."""
        if self.in_transaction:
            self.tell(sql, values)
            return
        with errors():
            self._execute(sql, values)

    def script(self, statements: str) -> None:
        """Run statements, which are a transaction of their own."""
        with errors():
            self._connection.execute(statements.encode())

    def commit(self) -> None:
        """Keep what the transaction was told."""
        self._told += self._last
        self._last.clear()
        if self._told or self._sent:
            self._send("COMMIT", ())
        self.in_transaction = self._sent = False

    def rollback(self) -> None:
        """Forget what the transaction was told."""
        self._told.clear()
        self._last.clear()
        if self._sent and not self._connection.closed:
            with suppress(StateLost), errors():  # then the server does it
                self._connection.execute("ROLLBACK")
        self.in_transaction = self._sent = False

    def _send(self, last: LiteralString, values: Sequence[Any]) -> list[Row]:
        told, first = [*self._due(), *self._told], not self._sent
        self._told.clear()
        self._sent = True
        with errors():
            ran, end = self._pipeline(told, last, values, first)
            for cursor, then in ran:
                if then:
                    then(cursor.fetchall())
            return end.fetchall() if end.description else []

    def _pipeline(self, told: Sequence[Told], last: LiteralString, values: Sequence[Any], first: bool) -> Any:
        """The cursors of what was told, each with who hears of it, and of the last statement."""
        for left in reversed(range(_TRIES)):
            try:
                with self._connection.pipeline():
                    if first:
                        self._connection.execute("BEGIN")
                    ran = [(self._connection.execute(sql, given), then) for sql, given, then in told]
                    return ran, self._connection.execute(last, values)
            except psycopg.errors.DeadlockDetected:
                # Two portals that wrote of the same pages waited for each other: nothing of this one is kept.
                if not first or not left:
                    raise
                self._connection.execute("ROLLBACK")
        raise AssertionError

    def lock(self, name: str) -> bool:
        """Take a lock that ends with the connection; False where another holds it."""
        ((taken,),) = self.ask("SELECT pg_try_advisory_lock(%s)", (key_of(f"newsportal lock\0{name}"),))
        return bool(taken)

    def close(self) -> None:
        """Let go of the connection, of its lock and of an open transaction, once what was left for later is sent."""
        if self._later and not self.in_transaction and not self._connection.closed:
            with suppress(StateLost):
                self.ask("SELECT 1")
        self._connection.close()
