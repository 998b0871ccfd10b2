"""Regular expressions that a user writes: folded as headlines are, and none that could take for ever. Pure.

Python's `re` tries all ways in which a pattern can match before it says no, and cannot be given a time. How many there
are at most is seen in the pattern: only repeats within repeats make them grow without bound on texts of bounded length.
"""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from newsportal.messages import say
from newsportal.reading.search.query import fold

LONGEST = 200
"""Characters of a headline, folded, in which a pattern is looked for."""
_REPEATS = 2
"""Repeats without an end (`.*`) in one pattern: from each place two try 200² / 2 ways, hundredths of a second."""
_CHOICES = 8
"""Choices (`a|bc`, `a?`) in one pattern."""
_LOOPS = {op.MAX_REPEAT, op.MIN_REPEAT}


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as it is looked for in a folded text. Raises ValueError where it is wrong or could take too long.

    >>> bool(compiled("第\\\\d+座大橋").search(fold("第３座大桥")))
    True
    """
    try:
        read = re.compile(_folded(pattern), re.IGNORECASE)
        tree = _parser.parse(read.pattern, read.flags)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(say("/{pattern}/ is no regular expression: {why}", pattern=pattern, why=error)) from None
    cost = _Cost()
    cost.add(tree, within=False)
    if cost.nested or cost.repeats > _REPEATS or cost.choices > _CHOICES:
        words = say(
            "/{pattern}/ could take too long: at most {repeats} endless repeats, {choices} choices, none in a repeat",
            pattern=pattern,
            repeats=_REPEATS,
            choices=_CHOICES,
        )
        raise ValueError(words)
    return read


def anchors(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words of which every text that a pattern finds has at least one; none where that cannot be seen.

    >>> anchors(compiled("第\\d+座大桥")), anchors(compiled("于东来|胖东来?")), anchors(compiled(".桥?"))
    (('座大桥',), ('于东来', '胖东'), ())
    """
    return _anchors(_parser.parse(pattern.pattern, pattern.flags))


def _anchors(tree: Any) -> tuple[str, ...]:
    runs, choices = [""], list[tuple[str, ...]]()
    for code, value in tree:
        if code is op.LITERAL:
            runs[-1] += chr(value).lower()
            continue
        runs.append("")
        if code is op.BRANCH:
            found = [_anchors(branch) for branch in value[1]]
            choices += [tuple(word for words in found for word in words)] if all(found) else []
        elif code is op.SUBPATTERN:
            choices.append(_anchors(value[-1]))
    longest = max(runs, key=len)
    return (longest,) if longest else next(filter(None, choices), ())


def _folded(pattern: str) -> str:
    """Each character as it stands in a folded text; what is a sign only because its width is folded is escaped."""
    signs = []
    for sign in pattern:
        other = sign if sign.isascii() else fold(sign)
        signs.append(other if other == sign or other.isalnum() else re.escape(other))
    return "".join(signs)


class _Cost:
    """What in a pattern can match in several ways."""

    def __init__(self) -> None:
        self.repeats, self.choices, self.nested = 0, 0, False

    def add(self, tree: Any, *, within: bool) -> None:
        """Count what a parsed pattern holds; `within`: it stands in a repeat."""
        for code, value in tree:
            if code in _LOOPS:
                least, most, inner = value
                self.nested |= within and least != most
                self.repeats += most is op.MAXREPEAT or most > 1 + least
                self.choices += least != most
                self.add(inner, within=within or most > 1)
            elif code is op.BRANCH:
                self.nested |= within
                self.choices += 1
                for branch in value[1]:
                    self.add(branch, within=within)
            else:
                for inner in _trees(value):
                    self.add(inner, within=within)


def _trees(value: Any) -> list[Any]:
    """The patterns inside a group, a look around or a condition."""
    parts = value if isinstance(value, tuple) else (value,)
    return [part for part in parts if isinstance(part, _parser.SubPattern)]
