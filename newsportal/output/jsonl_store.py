"""The store as files of JSON lines: KIND.jsonl in one folder, one record a line."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from newsportal.items import encoded
from newsportal.output import aside, ownership
from newsportal.output.backwards import lines_backwards
from newsportal.output.jsonl import SCHEMA, LinesFile, NewFile, accept
from newsportal.output.store import Line, Record, RecordsGone
from newsportal.state.sqlite import SqliteState
from newsportal.text.keys import key_of


def path_of(folder: Path, kind: str) -> Path:
    """Where the records of a kind are in an output folder."""
    return folder / f"{kind}.jsonl"


class JsonLinesStore:
    """`newsportal.output.store.Store` in a folder. With a `state`, that vouches for the files' lengths."""

    def __init__(
        self, folder: Path, state: SqliteState | None = None, *, durable: bool = False, rotated: bool = False
    ) -> None:
        self._folder, self._state, self._durable, self._rotated = folder, state, durable, rotated
        self._files: dict[str, LinesFile | NewFile] = {}
        self._waiting: dict[str, list[bytes]] | None = None
        """Lines of a block by kind; None outside one."""
        if state is not None:
            state.begin()
            state.script(SCHEMA)
            state.commit()

    @contextmanager
    def claimed(self, *kinds: str) -> Iterator[None]:
        """Make the files of these kinds this state's, for good if the caller commits the transaction inside.

        Raises WrongState where another state writes here, or this one elsewhere; RecordsGone where lines are missing.
        """
        assert self._state is not None
        if not self._rotated:
            ownership.follow(self._folder, self._state)
        with ownership.owned(self._folder, self._state):
            self._repair(kinds)
            yield

    def append(self, kind: str, records: Iterable[Record]) -> None:
        """Append the lines of records; the file is made where it is missing, and cut to what the state vouches for."""
        lines = [record if isinstance(record, bytes) else encoded(record) for record in records]
        if self._waiting is None:
            self._append(kind, lines)
        else:
            self._waiting.setdefault(kind, []).extend(lines)

    def _append(self, kind: str, lines: list[bytes]) -> None:
        if kind not in self._files:
            self._files[kind] = self._open(self._path(kind))
        self._files[kind].append(lines)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is appended in the block is written at its end; nothing where that raises. In one transaction."""
        self._waiting = waiting = dict[str, list[bytes]]()
        try:
            yield
        finally:
            self._waiting = None
        for kind, lines in waiting.items():
            self._append(kind, lines)

    def _open(self, path: Path) -> LinesFile | NewFile:
        if self._state is None:
            return NewFile(path)
        return LinesFile(path, self._state, durable=self._durable, rotated=self._rotated)

    def _path(self, kind: str) -> Path:
        return path_of(self._folder, kind)

    def set_aside(self, kinds: Sequence[str], portal: str | None = None) -> str:
        """Move the lines of a portal (None: the files) into a folder of their own; says which, "" if there are none.

        In a transaction of the state. Headlines that another portal's sightings name stay. Raises WrongState where
        another state writes here, RecordsGone where lines are missing of a file whose other lines stay.
        """
        assert self._state is not None
        with ownership.owned(self._folder, self._state):
            self.close()
            if portal is not None:
                self._repair(kinds)
            if not any(self.holds(kind) for kind in kinds):
                return ""
            place = aside.new_folder(self._folder)
            if portal is None:
                for kind in filter(self.holds, kinds):
                    self._path(kind).rename(place / self._path(kind).name)
                return str(place)
            named = aside.named_by_others(portal, self.all("headlines"), self.all("sightings"))
            for kind in kinds:
                aside.part(
                    self._path(kind), place, lambda line: line.get("portal") == portal and line.get("id") not in named
                )
                accept(self._path(kind), self._state)
                self.append(kind, ())
            return str(place)

    def _repair(self, kinds: Iterable[str]) -> None:
        """Make files and state agree; raises RecordsGone with all that is gone."""
        lost: dict[str, int] = {}
        for kind in kinds:
            try:
                self.append(kind, ())
            except RecordsGone as gone:
                lost |= gone.lost
        if lost and self._state:
            raise RecordsGone(self._state.path, self._folder, lost)

    def all(self, *kinds: str, order: Callable[[Line], Any] | None = None) -> Iterator[Line]:
        """All records of these kinds; sorting takes some 220 bytes of memory a line. Raises ValueError for no JSON."""
        with ExitStack() as stack:
            paths = (self._path(kind) for kind in kinds if self.holds(kind))
            files = [stack.enter_context(path.open("rb")) for path in paths]
            yield from _sorted(files, order) if order else (json.loads(text) for file in files for text in file)

    def last(self, kind: str) -> Iterator[Line]:
        """The records of a kind, the last one first; a torn line, and one that is no JSON, is left out."""
        if not self.holds(kind):
            return
        with self._path(kind).open("rb") as file:
            for _, text in lines_backwards(file.fileno(), file.seek(0, os.SEEK_END)):
                try:
                    record = orjson.loads(text)
                except ValueError:
                    continue
                yield record

    def newest(self, kind: str, name: Callable[[Line], str | None]) -> Callable[[str], Line | None]:
        """The newest record of a kind by a name that is told from each, None for one that is left out."""
        path, places, at = self._path(kind), dict[int, int](), 0
        with path.open("rb") if self.holds(kind) else io.BytesIO() as file:
            for text in file:
                with suppress(ValueError):  # a torn line
                    if (told := name(json.loads(text))) is not None:
                        places[key_of(told)] = at
                at += len(text)

        def get(told: str) -> Line | None:
            if (place := places.get(key_of(told))) is None:
                return None
            with path.open("rb") as file:
                file.seek(place)
                line: Line = json.loads(file.readline())
                return line

        return get

    def holds(self, kind: str) -> bool:
        """Whether there is a file of this kind, be it empty."""
        return self._path(kind).exists()

    def place(self, *kinds: str) -> str:
        """The path of a file; of several, in one word that a shell expands; of the folder where no kind is named."""
        names = kinds[0] if len(kinds) == 1 else f"{{{','.join(kinds)}}}"
        return str(self._path(names) if kinds else self._folder)

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()
        self._files.clear()


def _sorted(files: Sequence[BinaryIO], order: Callable[[Line], Any]) -> Iterator[Line]:
    """The records of files sorted by `order`; equal ones as they stand. Only their keys and places are in memory."""
    places: list[tuple[Any, int, int]] = []
    for number, file in enumerate(files):
        at = 0
        for text in file:
            places.append((order(json.loads(text)), number, at))
            at += len(text)
    for _, number, at in sorted(places):
        files[number].seek(at)
        yield json.loads(files[number].readline())
