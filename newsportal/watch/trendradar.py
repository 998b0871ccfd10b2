"""TrendRadar's frequency_words.txt as watches: one a group of words. Pure.

Its format as its documentation has it: groups are divided by empty lines; in a group stand words, +words, !words,
/patterns/, `word => name`, [a name] and @ with the most entries; [GLOBAL_FILTER] begins words that silence all groups.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

_SECTION = re.compile(r"\[([^\[\]]+)\]")
_HEAD = """\
# Words of TrendRadar's. A !word silences its own watch here, not all: what was in [GLOBAL_FILTER] stands in each.
[[channel]]
name = "desk"
url = "wecombot://KEY"
"""


@dataclass
class _Group:
    name: str = ""
    words: list[str] = field(default_factory=list)
    at_most: int = 0


def watches(text: str) -> str:
    """The text of a watches.toml.

    >>> print(watches("[桥]\\n大桥\\n+合龙\\n@5\\n\\n隧道 => 过江隧道")[len(_HEAD) :])
    <BLANKLINE>
    [[watch]]
    name = "桥"
    words = ["大桥", "+合龙"]
    at_most = 5
    to = ["desk"]
    <BLANKLINE>
    [[watch]]
    name = "过江隧道"
    words = ["隧道"]
    to = ["desk"]
    <BLANKLINE>
    """
    groups, silenced = _read(text)
    told = [_HEAD]
    names: set[str] = set()
    for group in groups:
        name = group.name or group.words[0].lstrip("+!/").rstrip("/")
        number = 1
        while (unique := name if number == 1 else f"{name} {number}") in names:
            number += 1
        names.add(unique)
        words = [*group.words, *(f"!{word}" for word in silenced)]
        lines = ["", "[[watch]]", f"name = {_quoted(unique)}", f"words = [{', '.join(map(_quoted, words))}]"]
        told.append(
            "\n".join([*lines, *([f"at_most = {group.at_most}"] if group.at_most else []), 'to = ["desk"]', ""])
        )
    return "".join(told)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _read(text: str) -> tuple[list[_Group], list[str]]:
    """The groups that have words, and the words that silence all."""
    groups, silenced, everywhere = [_Group()], list[str](), False
    for line in map(str.strip, text.splitlines()):
        section = _SECTION.fullmatch(line)
        if section and section[1] in ("GLOBAL_FILTER", "WORD_GROUPS"):
            everywhere = section[1] == "GLOBAL_FILTER"
        elif line.startswith("#"):
            continue
        elif everywhere:
            silenced += [line.lstrip("!")] if line else []
        elif not line:
            groups.append(_Group())
        elif section:
            groups[-1].name = section[1]
        elif line.startswith("@"):
            groups[-1].at_most = int(line[1:]) if line[1:].isdecimal() else 0
        else:
            _add(groups[-1], line)
    return [group for group in groups if group.words], silenced


def _add(group: _Group, line: str) -> None:
    word, _, shown = map(str.strip, line.partition("=>"))
    if word:
        group.words.append(word)
    group.name = group.name or shown
