"""The tables of the walk and its log, made where they are missing."""

from __future__ import annotations

from importlib.resources import files

from newsportal.messages import marked, say
from newsportal.state.postgres.connection import Wire
from newsportal.state.sqlite import StateError

FORMAT = 2
"""Version of the tables: older ones are brought up to it by whoever begins first, newer ones are refused."""
MOVED_BACK = "moved back: "
"""What a log's name begins with whose walk has been moved back into a state file: nothing is added to it any more."""
_LOCK = 1
"""The lock under which the tables are made, so that two that begin at once do not meet."""


def statements() -> str:
    """The statements that make what is missing of the tables, as one transaction."""
    text = files(__package__).joinpath("schema.sql").read_text("utf-8")
    return (
        f"BEGIN;\nSELECT pg_advisory_xact_lock({_LOCK});\nCREATE SCHEMA IF NOT EXISTS newsportal;\n"
        f"SET LOCAL search_path = newsportal;\n{text}"
        "CREATE TABLE IF NOT EXISTS format (one boolean PRIMARY KEY DEFAULT true CHECK (one), n integer NOT NULL);\n"
        f"INSERT INTO format VALUES (true, {FORMAT}) ON CONFLICT (one) DO UPDATE SET n = excluded.n;\nCOMMIT;\n"
    )


def make_tables(wire: Wire) -> None:
    """Make what is missing of the tables. Raises StateLost, and StateError where they are those of a later version."""
    found = 0
    if wire.ask("SELECT to_regclass('newsportal.format')")[0][0]:
        ((found,),) = wire.ask("SELECT n FROM format")
    if found > FORMAT:
        words = say(
            "the database has tables of format {found}, this version needs {needed}", found=found, needed=FORMAT
        )
        raise StateError(words)
    if found < FORMAT:
        wire.script(statements())


def check_here(log: str) -> None:
    """Raise StateError where the log of that name has been moved back into a state file."""
    if log.startswith(MOVED_BACK):
        words = marked(
            "this database was moved back into a project's state (scrapy cluster --export): take NEWSPORTAL_STATE out "
            "of the settings of all machines; where the move was broken off, repeat it"
        )
        raise StateError(say(words))


def roles() -> str:
    """The statements that make roles of least rights, for whoever administers the database."""
    return files(__package__).joinpath("roles.sql").read_text("utf-8")
