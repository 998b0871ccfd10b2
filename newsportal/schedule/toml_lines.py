"""On which line of a TOML file a key is set: tomllib gives values, not their lines."""

from __future__ import annotations

import tomllib
from typing import Any


def line_of(text: str, key: tuple[str, ...]) -> int:
    """The line (from 1) on which a key is set, else that on which the nearest table around it begins, else 1."""
    table: tuple[str, ...] = ()
    best, nearest = 0, 1
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if words.startswith("["):
            here = table = _path(words.split("]")[0] + "]" + ("]" if words.startswith("[[") else "")) or table
        elif "=" in words and not words.startswith("#"):
            here = table + _path(words.split("=", 1)[0] + "= 0")
        else:
            continue
        if len(here) > best and here == key[: len(here)]:
            best, nearest = len(here), number
    return nearest


def _path(line: str) -> tuple[str, ...]:
    """The keys that a line names: both `[crawl."a b"]` and `crawl."a b" = 0` give ("crawl", "a b"); () if none."""
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
