"""Takes records out of the files into a folder of their own, so that starting over loses none."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from newsportal.output.store import Line


def new_folder(folder: Path) -> Path:
    """A folder for what is taken out, named by the time; raises OSError where it is there already."""
    made = folder / f"reset-{datetime.now():%Y%m%dT%H%M%S}"
    made.mkdir(parents=True)
    return made


def part(path: Path, to: Path, goes: Callable[[Line], bool]) -> None:
    """Move the lines that go; what is left takes the file's place at once. A line that cannot be read stays."""
    left = to / f"{path.name}.left"
    with path.open("rb") as file, (to / path.name).open("wb") as gone, left.open("wb") as stays:
        for text in file:
            (gone if _goes(text, goes) else stays).write(text)
        for made in (gone, stays):
            made.flush()
            os.fsync(made.fileno())
    left.replace(path)


def _goes(text: bytes, goes: Callable[[Line], bool]) -> bool:
    try:
        return goes(json.loads(text))
    except (ValueError, AttributeError):
        return False


def named_by_others(portal: str, headlines: Iterable[Line], sightings: Iterable[Line]) -> set[str]:
    """Ids of a portal's headlines that sightings of other portals name."""
    own = {line["id"] for line in headlines if line.get("portal") == portal}
    others = (line for line in sightings if line.get("portal") != portal)
    return own & {line.get(name) for line in others for name in ("headline", "other")}
