"""One output folder, one state: two would cut each other's lines, and one state elsewhere would store only what is new.

The folder carries its owner's mark, a file with the path of the state. The mark holds as long as that state is there
and vouches for files of this folder; otherwise, as in a folder of an earlier version, the next state takes it over.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newsportal.messages import say
from newsportal.output.store import WrongState
from newsportal.state.sqlite import SqliteState

MARK = ".owner"
"""Name of the mark."""


@contextmanager
def owned(folder: Path, state: SqliteState) -> Iterator[None]:
    """The folder is this state's; no other can take it while the block runs. In a transaction of the state.

    Raises WrongState, and OSError where the mark cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fd = os.open(folder / MARK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        mark = os.pread(fd, 4096, 0)
        if mark.strip():
            _check_owner(folder, Path(os.fsdecode(mark.strip())), state)
        own = os.fsencode(Path(state.path).resolve()) + b"\n"
        if mark != own:
            os.ftruncate(fd, 0)
            os.pwrite(fd, own, 0)
        yield
    finally:
        os.close(fd)


def _check_owner(folder: Path, owner: Path, state: SqliteState) -> None:
    if owner.exists() and not owner.samefile(state.path) and _vouches(owner, folder):
        words = say(
            "{folder} is the output of the state {owner}, and two states cut each other's lines: use that one "
            "(NEWSPORTAL_STATE) or another folder (NEWSPORTAL_OUTPUT); to hand this one over, remove {mark}",
            folder=folder,
            owner=owner,
            mark=folder / MARK,
        )
        raise WrongState(words)


def _vouches(state: Path, folder: Path) -> bool:
    """Whether another state vouches for files of a folder; one that cannot be read is taken to."""
    try:
        with closing(sqlite3.connect(f"{state.as_uri()}?mode=ro", uri=True, timeout=5)) as other:
            return folder.resolve() in _folders(other)
    except sqlite3.OperationalError as error:
        return "no such table" not in str(error)
    except sqlite3.Error:
        return True


def _folders(connection: sqlite3.Connection) -> dict[Path, list[Path]]:
    """The files that a state vouches for, by folder; those without a line are left out."""
    found: dict[Path, list[Path]] = {}
    for (path,) in connection.execute("SELECT path FROM files WHERE size > 0"):
        found.setdefault(Path(path).parent, []).append(Path(path))
    return found


def follow(folder: Path, state: SqliteState) -> None:
    """Let the state vouch for this folder in place of the one that it kept, where that was moved here.

    In a transaction of the state. Raises WrongState where the other one is still there.
    """
    folder, kept = folder.resolve(), _folders(state.connection)
    if folder in kept:
        return
    for other, files in kept.items():
        if any(path.exists() for path in files) and _is_owner(other, state):
            words = say(
                "the state {state} keeps the output in {other}, so that {folder} would get only what is new: go on "
                "there (NEWSPORTAL_OUTPUT), give {folder} a state of its own (NEWSPORTAL_STATE), or start over with "
                "`scrapy reset`",
                state=state.path,
                other=other,
                folder=folder,
            )
            raise WrongState(words)
        for path in files:
            values = str(folder / path.name), str(path)
            state.connection.execute("UPDATE OR REPLACE files SET path = ? WHERE path = ?", values)


def _is_owner(folder: Path, state: SqliteState) -> bool:
    try:
        mark = (folder / MARK).read_bytes().strip()
    except FileNotFoundError:
        return True
    return not mark or not os.path.exists(mark) or os.path.samefile(mark, state.path)
