"""The data of a page: what its scripts, attributes and hidden fields hold, as objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded.keys import is_named
from newsportal.extraction.embedded.layers import LONGEST, flight, linked, unwrapped
from newsportal.extraction.embedded.notations import has_han, has_sentence, holds
from newsportal.extraction.embedded.prospects import has_items
from newsportal.extraction.embedded.script_reader import ScriptReader
from newsportal.extraction.embedded.script_values import GROUPS

__all__ = ["Place", "is_markup", "is_shell", "objects"]


class Place(NamedTuple):
    """An object of a page's data and where it stands."""

    things: list[dict[str, Any]]
    """It, last, and those that hold it, outermost first; none beyond a list or what is named as a thing of others."""
    is_entry: bool
    """Is it one of several in a list, or a thing of others, such as a comment or a recommended article?"""


MOST_NODES = 100_000
"""Objects and lists that are looked at in one page."""
_LEAST = 80
"""Characters of an attribute or a text that may hold data."""
_MOST_LINKS = 40
"""Links of a shell; what has more shows what it has."""
_ABOVE = 6
"""Objects kept of those that hold one."""
_FEW, _MANY = 20, 60
"""Han that data with headlines have, and data with an article."""


def objects(tree: Tree, words: Sequence[str] | None = None) -> Iterator[Place]:
    """Each object in the page's data; with `words` only in what holds prose, and one of them if there are any."""
    waiting: list[tuple[Any, list[dict[str, Any]], bool]] = []
    waiting += [(data, [], False) for data in _data(tree, words) if isinstance(data, GROUPS)]
    waiting.reverse()
    seen: dict[int, Any] = {}  # kept, for an address in memory is used again when its object is gone
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node, above, is_entry = waiting.pop()
        if id(node) in seen:
            continue
        seen[id(node)] = node
        if isinstance(node, dict):
            here = [*above[-_ABOVE:], node]
            inside: list[tuple[Any, list[dict[str, Any]], bool]] = []
            for key, value in node.items():
                if isinstance(value, str):
                    value = node[key] = _unwrapped(value)
                if key == "" and isinstance(value, list):  # a block of code
                    inside += [(part, here, is_entry) for part in value if isinstance(part, GROUPS)]
                elif isinstance(value, GROUPS):
                    foreign = is_named(key, "foreign")
                    inside.append((value, [] if foreign else here, is_entry or foreign))
            yield Place(here, is_entry)
            waiting += reversed(inside)
        elif isinstance(root := linked(node), GROUPS):
            waiting.append((root, above, is_entry))
        else:
            values = [_unwrapped(value) if isinstance(value, str) else value for value in node]
            several = sum(isinstance(value, dict) for value in values) > 1
            waiting += [(value, [], is_entry or several) for value in values[::-1] if isinstance(value, GROUPS)]


def _unwrapped(text: str) -> Any:
    return unwrapped(text) if len(text) >= _LEAST and text[0] not in "<（“" else text


def is_shell(tree: Tree) -> bool:
    """Does the page hardly show a link, as one does that a script fills?"""
    return tree.link_counts[:1] < [_MOST_LINKS]


def is_markup(kind: str) -> bool:
    """Does a script of this type hold markup instead of a program?"""
    return kind.lower().endswith(("html", "template", "plain"))


def _data(tree: Tree, words: Sequence[str] | None) -> Iterator[Any]:
    """What each script, attribute and group of fields holds that is worth reading."""
    reader = ScriptReader()
    scripts = [(i, tree.raws[i]) for i in tree.elements["script"] if i in tree.raws]
    yield from flight(script for _, script in scripts if "__next_f" in script)
    for i, script in scripts:
        kind = tree.attrs[i].get("type", "").lower()
        if (not is_markup(kind) or script.lstrip()[:1] in ("{", "[")) and _is_wanted(script, words):
            value = tree.data.get(i)
            if value is None:
                value = unwrapped(script)
                if isinstance(value, str):  # JSON that is none may still have breaks in its texts
                    program = value.replace("\n", "\u2028") if "json" in kind else value
                    if words is None and not has_items(program):
                        continue
                    value = reader.read(program)
                if reader.is_within_bounds:
                    tree.data[i] = value
            yield value
    for attrs in tree.attrs if is_shell(tree) else ():
        for value in attrs.values() if attrs else ():
            if len(value) >= _LEAST and value[:1] in ("{", "[") and _is_wanted(value, words):
                yield unwrapped(value)
    yield from _fields(tree)


def _is_wanted(text: str, words: Sequence[str] | None) -> bool:
    if len(text) > LONGEST or not has_han(text, _FEW if words is None else _MANY):
        return False
    return words is None or (has_sentence(text) and (not words or holds(text, words)))


def _fields(tree: Tree) -> Iterator[Any]:
    """Text areas and hidden fields by their names, those that stand together as one object."""
    groups: dict[int, dict[str, str]] = {}
    for i in sorted((*tree.elements["textarea"], *tree.elements["input"])):
        attrs = tree.attrs[i]
        value = tree.raws.get(i, "") if tree.tags[i] == "textarea" else attrs.get("value", "")
        name = attrs.get("name") or attrs.get("id") or attrs.get("class")
        if value and name and (tree.tags[i] == "textarea" or attrs.get("type") == "hidden"):
            groups.setdefault(tree.parents[i], {}).setdefault(name, value)
    for group in groups.values():
        if len(group) > 1 or any(value.lstrip()[:1] in ("{", "[", "<") for value in group.values()):
            yield group
