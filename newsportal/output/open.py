"""Opens the store: the one place that decides which kind of store it is."""

from __future__ import annotations

from pathlib import Path

from newsportal.output.jsonl_store import JsonLinesStore
from newsportal.output.store import Store
from newsportal.state.sqlite import SqliteState


def open_store(
    folder: Path, state: SqliteState | None = None, *, durable: bool = False, rotated: bool = False
) -> Store:
    """The store of a folder.

    `state`: what is appended is kept if the state's transaction is committed; without a state, at once and unguarded,
    for reading or for a folder that is new. `durable`: what is appended survives a power cut. `rotated`: others may
    move away what is stored.
    """
    return JsonLinesStore(folder, state, durable=durable, rotated=rotated)
