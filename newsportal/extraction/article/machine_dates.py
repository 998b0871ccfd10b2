"""Times that a page states for machines: in attributes, hidden fields and scripts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from newsportal.extraction.document.dates import Moment, machine
from newsportal.extraction.document.tree import Tree
from newsportal.text.strings import in_turn

__all__ = ["in_attributes", "in_scripts"]

_LONGEST_SCRIPT = 300_000
_ATTRIBUTE = re.compile(
    r"datetime$|pub(?:lish)?[-_]?(?:time|date)$|data-(?=.{0,40}(?:time|date|stamp|pub|created|val$|ts$))"
)
_CHANGED = re.compile("updat|modif|expir|[-_]end")
_PUBLISHED = re.compile(
    r"(?:pub|post|creat|releas|issu)[a-z]{0,6}[-_.:]?(?:on|at|time|date)|(?:time|date)[-_]?(?:pub|post|creat)"
)
_VALUE = [re.compile(rf"""{sign}\s{{0,4}}+["']?+([0-9T][-0-9T:./ +]{{7,30}})""") for sign in ":="]
"""A time that a script gives a name, which is looked for first: a name may begin with any letter."""
_NAME = re.compile(
    r"""(?:(?:publish|pub|post|release)_?(?:time|date)|date_?published|published_?at|news_?time)["']?\s{0,4}\Z""", re.I
)
_MARKS = ("pub", "Pub", "post", "release", "ewst", "ews_t")
_OF_CREATION = ("ct", "reate", "ublish")
_TEXT = re.compile(r"""=\s{0,4}+["']([0-9][-0-9T:./ +]{7,30})["']""")
"""Such a value that is a text."""
_VARIABLE = re.compile(r"\b(?:(?:ori_?)?create_?time(?:stamp)?|ct)\s{0,4}\Z", re.I)
_SHOWN = [
    re.compile(rf"""{sign}(\d{{10}})["'][^;{{}}\n]{{0,60}}(?i:getElementById\(["'](?:publish|pub)_?time)""")
    for sign in "\"'"
]
_LONGEST_NAME = 40
_MOST = 20
"""Times of one script that are read."""


def in_attributes(tree: Tree, begin: int, end: int) -> Iterator[Moment]:
    """The times of elements in chunks `begin` to `end`, where the page shows 3小时前 or nothing; not of changes."""
    for i in range(bisect_left(tree.first, begin), bisect_right(tree.first, end)):
        attrs = tree.attrs[i]
        if not attrs or (tree.names[i] and _is_changed(tree.names[i])):
            continue
        for name, value in attrs.items():
            if (told := _tells(name)) is not None:
                stated = told
            elif name == "value":
                stated = tree.tags[i] == "input" and _names_publication(attrs)
            else:
                stated = name == "title" or (name == "content" and _names_publication(attrs))
            if stated and (moment := _whole(value)):
                yield moment


@lru_cache(2_000)  # the pages of a portal have the same names
def _is_changed(name: str) -> bool:
    """Do class name and id say that an element shows when something changed?"""
    return _CHANGED.search(name) is not None and "publ" not in name


@lru_cache(2_000)
def _tells(attribute: str) -> bool | None:
    """Whether an attribute of that name holds the time of publication, False of a change, None where it holds none."""
    return not _CHANGED.search(attribute) if _ATTRIBUTE.match(attribute) else None


def in_scripts(tree: Tree) -> list[Moment]:
    """The times that hidden fields and scripts call those of publication; where none does, those of creation."""
    fields = (tree.attrs[i] for i in tree.elements["input"])
    found = [moment for attrs in fields if _names_publication(attrs) and (moment := _whole(attrs.get("value", "")))]
    raws = [tree.raws.get(i, "")[:_LONGEST_SCRIPT] for i in tree.elements["script"]]
    valued = [(raw, values) for raw in raws if (values := list(in_turn(_VALUE, raw)))]
    stated = (v[1] for raw, values in valued for v in _named(raw, values, _NAME, _MARKS))
    found += filter(None, map(machine, stated))
    if not found:
        texts = ((raw, [t for v in values if (t := _TEXT.match(raw, v.start()))]) for raw, values in valued)
        created = [v[1] for raw, values in texts for v in _named(raw, values, _VARIABLE, _OF_CREATION)]
        shown = [v[1] for raw in raws if "getElementById" in raw for v in _shown(raw)]
        found = [moment for value in (*created, *shown) if (moment := machine(value))]
    return found


def _named(
    script: str, values: list[re.Match[str]], name: re.Pattern[str], marks: tuple[str, ...]
) -> list[re.Match[str]]:
    """The first of a script's values that stand behind such a name, none where it has not one of the marks.

    Those are looked for last: few scripts hold such a value, and to look for one takes as long as for a mark."""
    named = (v for v in values if name.search(script, max(0, v.start() - _LONGEST_NAME), v.start()))
    first = list(islice(named, _MOST))
    return first if first and any(mark in script for mark in marks) else []


def _shown(script: str) -> list[re.Match[str]]:
    """The first times that a script shows in an element named for them."""
    return list(islice(in_turn(_SHOWN, script), _MOST)) if any(mark in script for mark in _OF_CREATION) else []


def _names_publication(attrs: Mapping[str, str]) -> bool:
    names = " ".join([attrs.get(name, "") for name in ("id", "name", "class", "itemprop", "property")]).lower()
    return _PUBLISHED.search(names) is not None


def _whole(value: str) -> Moment | None:
    """The time that a value is and no more, a weekday and a zone's name aside."""
    value = value.strip()
    if not 8 <= len(value) <= 60 or not any(map(str.isdecimal, value)):
        return None
    moment = machine(value)
    rest = value[: moment.start] + value[moment.end :] if moment else ""
    return moment if len(rest) <= 6 and rest.isascii() else None
