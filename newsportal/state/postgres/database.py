"""The database: how it is reached, what it takes, and what it says when it is not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from newsportal.messages import marked, say
from newsportal.state.walk import StateLost

Row = tuple[Any, ...]
# What it warns of, that a broken connection's pipeline ends, too, is told by the error.
logging.getLogger("psycopg").setLevel(logging.ERROR)
_SERVER = {
    "synchronous_commit": "on",
    "idle_in_transaction_session_timeout": "10s",
    "client_connection_check_interval": "2s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""What the server is told for this connection: within some 11 seconds it lets go of one whose machine has vanished, by
its own settings only after hours. `on`: what another reads is never lost again."""
_CLIENT = {
    "connect_timeout": 10, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3,
    "tcp_user_timeout": 10_000, "application_name": "newsportal", "client_encoding": "UTF8",
}  # fmt: skip
"""The same of our side; what the user's address says goes before."""


def connect(url: str, schemas: str = "newsportal") -> psycopg.Connection[Row]:
    """A connection to the database of that address (libpq's), in autocommit; names are of these schemas, with commas.

    Raises StateLost, also where the database's texts are not UTF-8.
    """
    try:
        told = _read(url)
        options = " ".join(f"-c {name}={value}" for name, value in (_SERVER | {"search_path": schemas}).items())
        told = {**_CLIENT, **told, "options": f"{options} {told.get('options') or ''}".strip()}
        connection = psycopg.connect(**told, autocommit=True)
    except psycopg.Error as error:
        raise StateLost(said(error)) from error
    if (found := connection.info.parameter_status("server_encoding")) != "UTF8":
        connection.close()
        words = marked("the database is one of {found}, it must be UTF8: createdb -T template0 -E UTF8 news")
        raise StateLost(say(words, found=found))
    return connection


def _read(url: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(url)
    except psycopg.Error:
        # libpq's own words cite the address, and so a password.
        words = marked(
            "the address of the database (NEWSPORTAL_STATE) cannot be read: names and passwords stand in it "
            "percent-encoded"
        )
        raise StateLost(say(words)) from None


def said(error: Exception) -> str:
    """An error of the database in one line, without the address, which may hold a password."""
    stated = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    words = " ".join((stated or str(error)).split()).partition(" This probably means")[0]
    return say("the database cannot be used: {why}", why=words or type(error).__name__)


def safe(text: str) -> str:
    """A text as the database takes it: without U+0000 and halves of surrogate pairs."""
    return text if text.isascii() and "\0" not in text else text.replace("\0", "�").encode(errors="replace").decode()


@contextmanager
def errors() -> Iterator[None]:
    """Raise StateLost in place of what psycopg raises where the database is lost, or refuses."""
    try:
        yield
    except (psycopg.DataError, psycopg.IntegrityError):
        raise
    except psycopg.Error as error:
        raise StateLost(said(error)) from error
