"""A state that knows many articles already, for benchmarks/archive.py."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archive_pile import START

from newsportal.state.identity.schema import FORMAT
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES

SENTENCES = 22
"""Sentences of an article that is known, as many as those of the pile have."""


def know(path: Path, count: int) -> None:
    """A state that knows so many articles, with their sentences, stories, headlines and pages, all of made-up words."""
    chance, day = random.Random(1), START.toordinal()
    keys = sorted({chance.getrandbits(63) for _ in range(count)})
    said = [[chance.getrandbits(63) for _ in range(SENTENCES)] for _ in keys]
    state = SqliteState(path, schemas=TABLES)
    state.begin()
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        "article": (
            (None, key, key, key, day, None, "known", f"http://known.example/{key}", "知", key, 1_800, 1_500,
             chance.randbytes(512), array("q", sorted(own)).tobytes(), "1 2 3", START.isoformat(), None, None)
            for key, own in zip(keys, said, strict=True)
        ),
        "sentence": sorted((one, key) for key, own in zip(keys, said, strict=True) for one in sorted(own)[:8]),
        "host_sentence": ((one, 1, day) for one in sorted(one for own in said for one in own)),
        "headline": ((n, key, day, 1, "知道的标题".encode("gb18030"), None) for n, key in enumerate(keys)),
        "near": sorted((chance.getrandbits(47), n) for n in range(len(keys))),
        "address": ((key, n, None) for n, key in enumerate(keys)),
        "pages": ((key, "known", "article", "", 0.0, None, 0, 1, f"{key:016x}", None, None, 0, None) for key in keys),
    }  # fmt: skip
    for table, values in rows.items():
        columns = len(state.connection.execute(f"PRAGMA table_info({table})").fetchall())
        state.connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * columns)})", values)
    state.connection.execute("INSERT OR REPLACE INTO meta VALUES ('identity', ?)", (FORMAT,))
    state.commit()
    state.close()
