"""A TOML file of the user's: read, checked key by key, and what is wrong told by line and key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from newsportal.messages import meant, say

Value = TypeVar("Value")
Key = tuple[str | int, ...]
"""Where a value stands: names of tables and of the key; a number (from 0) which table of an array it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a key of the file."""

    line: int
    key: str
    words: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (say("line {line}", line=self.line), self.key, self.words)))


class TomlError(Exception):
    """The file cannot be used; `problems` are all that were found, in the order of their lines."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(f"{path}, {problem}" for problem in self.problems))


def load(path: Path) -> tuple[str, dict[str, Any]]:
    """The file as text and as values. Raises TomlError, OSError."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")  # editors on Windows begin a file with a mark
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise TomlError(path, [Problem(int(found[1]) if found else 1, "", str(error))]) from None


def written(path: Path) -> tuple[int, int]:
    """Changes when a file is written anew; 0, 0 where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


class Reading:
    """One pass over the tables; what is wrong is noted, and a default stands in so that the pass goes on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.problems: list[Problem] = []

    def value(
        self, table: dict[str, Any], where: Key, key: str, default: Any, meaning: Callable[[Any], Value]
    ) -> Value:
        """What a key of a table means; `meaning` raises ValueError for what it cannot be."""
        try:
            return meaning(table.get(key, default))
        except ValueError as error:
            self.wrong((*where, key), str(error))
            # Only so that the pass goes on: what is made of a file with a problem is never returned.
            return cast("Value", default)

    def known(self, table: dict[str, Any], known: Collection[str], where: Key) -> None:
        """Note the keys of a table that are none."""
        for key in table.keys() - set(known):
            self.wrong((*where, key), meant(say("no such key"), key, known))

    def wrong(self, key: Key, words: str) -> None:
        """Note a problem."""
        named = ".".join(str(part + 1) if isinstance(part, int) else part for part in key)
        problem = Problem(line_of(self._text, key), named, words)
        # A wrong value at the top of the file is met again by each table that inherits it.
        if problem not in self.problems:
            self.problems.append(problem)


def line_of(text: str, key: Key) -> int:
    """The line (from 1) on which a key is set, else that on which the nearest table around it begins, else 1."""
    table: Key = ()
    arrays: Counter[Key] = Counter()
    best, nearest = 0, 1
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if words.startswith("["):
            array = words.startswith("[[")
            here = _path(words.split("]")[0] + "]" + ("]" if array else "")) or table
            if array and any(isinstance(part, int) for part in key):
                arrays[here] += 1
                here = (*here, arrays[here] - 1)
            table = here
        elif "=" in words and not words.startswith("#"):
            here = table + _path(words.split("=", 1)[0] + "= 0")
        else:
            continue
        if len(here) > best and here == key[: len(here)]:
            best, nearest = len(here), number
    return nearest


def _path(line: str) -> Key:
    """The keys that a line names: both `[crawl."a b"]` and `crawl."a b" = 0` give ("crawl", "a b"); () if none."""
    import tomllib

    try:
        value: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    path: list[str] = []
    while isinstance(value, dict | list) and value:
        value = value[0] if isinstance(value, list) else value
        if not value:
            break
        ((name, value),) = value.items()
        path.append(name)
    return tuple(path)
