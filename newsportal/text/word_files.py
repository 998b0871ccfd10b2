"""The files of words in `data/`, one format for all: [section] lines, and under each its words, parted by white space.

# starts a comment. A file of a user's own is written so, too."""

from __future__ import annotations

import re
from pathlib import Path

DATA = Path(__file__).parent / "data"

_COMMENT = re.compile(r"(?:^|\s)#.*")
_SECTION = re.compile(r"\[([\w-]+)\]\s*")


def read(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """The sections of a word file: for each its lines, each a tuple of words.

    Raises ValueError where words stand before the first [section]."""
    sections: dict[str, list[tuple[str, ...]]] = {}
    lines: list[tuple[str, ...]] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = _COMMENT.sub("", line).strip()
        if found := _SECTION.fullmatch(line):
            lines = sections.setdefault(found[1], [])
        elif line and lines is None:
            raise ValueError(f"{path}: words before the first [section]: {line[:40]!r}")
        elif line and lines is not None:
            lines.append(tuple(line.split()))
    return sections
