"""What a user is told, in his language: Chinese where the locale is Chinese, else English; numbers are written one way.

The first of LC_ALL, LC_MESSAGES and LANG that is set decides. What is stored (records, alarms, the state) is English
whatever the locale is. Messages are written in English where they are said; docs/contributing.md tells how one is added
to the catalogue, `newsportal/locale/zh`, which serves all Chinese locales.
"""

from __future__ import annotations

import difflib
import gettext
import os
import sys
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path

from rich.cells import set_cell_size

DOMAIN = "newsportal"
"""Name of the catalogue's files."""
CATALOGUES = Path(__file__).parent / "locale"
"""Folder of the catalogues, one folder a language."""


def needs(library: str, extra: str) -> str:
    """That a library is missing which an extra of newsportal's brings, and how it is installed into this Python."""
    return say(
        "this needs {library}: {python} -m pip install 'newsportal[{extra}]'",
        library=say(library), python=sys.executable, extra=extra,
    )  # fmt: skip


def marked(message: str) -> str:
    """The message itself: marks one for the catalogue that is said elsewhere, `say(name)`."""
    return message


def say(message: str, /, **values: object) -> str:
    """A message in the user's language, its placeholders (`{name}`, as str.format takes them) filled with values.

    A message without values is taken as it is, braces and all; one that the catalogue lacks stays English.
    """
    told = _catalogue().gettext(message) if message else ""
    return told.format(**values) if values else told


def counted(one: str, many: str, /, n: int, **values: object) -> str:
    """A message that says how many, `{n:,}`, in the form for that number: English has two, Chinese has one."""
    return _catalogue().ngettext(one, many, n).format(n=n, **values)


_UNITS = (
    (86_400, marked("{n:,} d")),
    (3_600, marked("{n:,} h")),
    (60, marked("{n:,} min")),
    (1, marked("{n:,} s")),
)


def duration(span: timedelta) -> str:
    """A span of time in its largest unit and the one below: 3 d 4 h, 6 min 12 s, 40 s."""
    left, told = max(0, round(span.total_seconds())), list[str]()
    for size, unit in _UNITS:
        n, left = divmod(left, size)
        if n or told or size == 1:
            told.append(say(unit, n=n) if n or not told else "")
    return " ".join(filter(None, told[:2]))


def age(span: timedelta) -> str:
    """A span of time in the largest unit of which it has two: 40 s, 12 min, 5 h, 3 d."""
    seconds = max(0, int(span.total_seconds()))
    size, unit = next((one for one in _UNITS if seconds >= 2 * one[0]), _UNITS[-1])
    return say(unit, n=seconds // size)


def listed(parts: list[str]) -> str:
    """Parts of a sentence, one behind the other."""
    return say(", ").join(parts)


def meant(sentence: str, name: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """A sentence that says that there is no such name, with the one that is most like it, if one is (difflib)."""
    near = difflib.get_close_matches(name, list(known), 1, likeness)
    return say("{sentence}; is {near} meant?", sentence=sentence, near=near[0]) if near else sentence


def row(name: str, text: str, width: int = 11) -> str:
    """A line of a table of two columns, the first of so many columns of the terminal: a Chinese character takes two."""
    return f"  {set_cell_size(name, width)} {text}"


def teach_libraries() -> None:
    """Let argparse say its own words (usage, options, what is wrong) from the catalogue, if the user reads Chinese."""
    if _chinese():
        gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
        gettext.textdomain(DOMAIN)


def _chinese() -> bool:
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return locale.lower().startswith(("zh_", "zh.", "zh-")) or locale.lower() == "zh"


def both(message: str) -> list[str]:
    """A message in Chinese and in English, for what is read by others than who had it written."""
    chinese = gettext.translation(DOMAIN, CATALOGUES, ["zh"], fallback=True)
    return [chinese.gettext(message) if message else "", message]


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, ["zh"] if _chinese() else [], fallback=True)
