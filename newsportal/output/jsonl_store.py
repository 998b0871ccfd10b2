"""The store as files of JSON lines: KIND.jsonl in one folder, one record a line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from newsportal.items import line
from newsportal.output.jsonl import SCHEMA, LinesFile
from newsportal.output.store import Line, Record
from newsportal.state.sqlite import SqliteState

_CHUNK = 1 << 16
"""Bytes that are read at once from the end of a file."""


class _NewFile:
    """A file that no state vouches for."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8")

    def append(self, lines: list[str]) -> None:
        """Append lines (without line ends)."""
        self._file.writelines(f"{text}\n" for text in lines)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class JsonLinesStore:
    """`newsportal.output.store.Store` in a folder. With a `state`, that vouches for the files' lengths."""

    def __init__(self, folder: Path, state: SqliteState | None = None, *, durable: bool = False) -> None:
        self._folder, self._state, self._durable = folder, state, durable
        self._files: dict[str, LinesFile | _NewFile] = {}
        if state is not None:
            state.connection.execute(SCHEMA)

    def append(self, kind: str, records: Iterable[Record]) -> None:
        """Append the lines of records; the file is made where it is missing, and cut to what the state vouches for."""
        if kind not in self._files:
            self._files[kind] = self._open(self._path(kind))
        self._files[kind].append([line(record) for record in records])

    def _open(self, path: Path) -> LinesFile | _NewFile:
        return _NewFile(path) if self._state is None else LinesFile(path, self._state, durable=self._durable)

    def _path(self, kind: str) -> Path:
        return self._folder / f"{kind}.jsonl"

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
            for text in _lines_backwards(file):
                try:
                    record = json.loads(text)
                except ValueError:
                    continue
                yield record

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


def _lines_backwards(file: BinaryIO) -> Iterator[bytes]:
    """The whole lines of a file, the last one first."""
    position, rest = file.seek(0, os.SEEK_END), b""
    torn = True
    while position:
        start = max(0, position - _CHUNK)
        file.seek(start)
        parts = (file.read(position - start) + rest).split(b"\n")
        position, rest = start, parts[0]
        for text in reversed(parts[1:]):
            # After the last line end stands nothing, or a torn line.
            if text and not torn:
                yield text
            torn = False
    if rest and not torn:
        yield rest
