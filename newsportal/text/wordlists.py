"""The word lists that headline identity reads: data files, which a portal may extend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

DATA = Path(__file__).parent / "data"
FILES = ("places.txt", "labels.txt", "differences.txt", "companies.txt", "tracking.txt")

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
            lines.append(tuple(line.casefold().split()))
    return sections


@dataclass(frozen=True, eq=False)
class Words:
    """All word lists by section; see the files in `data/` for what each section means and where it came from."""

    sections: dict[str, list[tuple[str, ...]]]
    """For each section its lines; a line matters only in [synonyms]."""

    @classmethod
    def load(cls, extra: Iterable[Path | str] = ()) -> Words:
        """The shipped lists, with those of `extra` files added to the sections they name.

        Raises OSError for a file that cannot be read, ValueError for one that is malformed."""
        sections: dict[str, list[tuple[str, ...]]] = {}
        for path in (*(DATA / name for name in FILES), *map(Path, extra)):
            for section, lines in read(path).items():
                sections.setdefault(section, []).extend(lines)
        return cls(sections)

    @cache  # noqa: B019  the few lists of a process live as long as it does
    def of(self, *sections: str) -> frozenset[str]:
        """Every word of these sections."""
        return frozenset(word for name in sections for line in self.sections.get(name, ()) for word in line)

    @cache  # noqa: B019
    def pattern(self, form: str, *sections: str) -> re.Pattern[str]:
        """A regular expression: `form` with the words of these sections for its {}."""
        return re.compile(form.format(alternation(self.of(*sections))))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of places, long and short."""
        return self.of("provinces", "regions", "cities", "countries", "world-cities")

    @cached_property
    def idle(self) -> frozenset[str]:
        """Words whose presence changes nothing."""
        return self.of("idle")

    @cached_property
    def critical(self) -> frozenset[str]:
        """Words whose presence may change everything."""
        return self.of("critical")

    @cached_property
    def measures(self) -> re.Pattern[str]:
        """Matches a measure word."""
        return self.pattern("{}", "measures")

    @cached_property
    def synonyms(self) -> dict[str, frozenset[int]]:
        """For each word with synonyms, the numbers of the lines it stands in."""
        numbers: dict[str, set[int]] = {}
        for number, line in enumerate(self.sections.get("synonyms", ())):
            for word in line:
                numbers.setdefault(word, set()).add(number)
        return {word: frozenset(lines) for word, lines in numbers.items()}


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def shipped() -> Words:
    """The shipped lists, read once."""
    return Words.load()
