"""Articles that stand in a page's data (JSON) and not in its markup: written out as markup, to be read like any other.

`__NEXT_DATA__`, `__INITIAL_STATE__`, `allData` and other states of applications, and JSON-LD's `articleBody`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from newsportal.extraction.document.tree import Tree

__all__ = ["article_markup"]

_MOST_NODES = 100_000
_LONGEST_SCRIPT = 3_000_000
_LEAST_TEXT = 80
_STATE = re.compile(
    r"(?:__\w{2,30}__|\b(?:allData|initialState|pageData|articleData|detailData))[\"']?\]?\s{0,9}=\s{0,9}(?=[{\[])"
)
_MARKS = ("__", "allData", "initialState", "pageData", "articleData", "detailData", "articleBody")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:p|br|div)\b", re.I)
_BODIES = (
    "articlebody",
    "content",
    "contenttext",
    "contentnoimg",
    "body",
    "html",
    "text",
    "data",
    "detail",
    "maintext",
    "article",
)
_FIELDS = {
    "title": ("title", "headline", "name", "articletitle", "newstitle", "arttitle"),
    "time": (
        "newstime",
        "pubtime",
        "publishtime",
        "publishedat",
        "datepublished",
        "pubdate",
        "publish_time",
        "ptime",
        "createtime",
    ),
    "来源": ("source", "sourcename", "copyfrom", "origin", "media"),
    "作者": ("author", "authorname", "writer", "reporter"),
    "责任编辑": ("editorname", "editor", "dutyeditor", "responsibleeditor", "responeditor"),
}


def article_markup(tree: Tree, stated: str) -> bytes | None:
    """The article in the page's data as a page of its own, in UTF-8; None if there is none whose title the head states.

    `stated` is what the head says, without white space.
    """
    best, longest = None, _LEAST_TEXT
    for data in _states(tree):
        for things in _objects(data):
            body = _body(things[-1])
            size = len(_TAG.sub("", body))
            if size > longest and "。" in body:
                fields = _fields(things)
                if "".join(fields.get("title", "\0").split()) in stated:
                    best, longest = _page(fields, body), size
    return best


def _states(tree: Tree) -> Iterator[Any]:
    """The data that a page's scripts hold."""
    decoder = json.JSONDecoder(strict=False)
    for i in tree.elements["script"]:
        script = tree.raws.get(i, "")
        whole = "json" in tree.attrs[i].get("type", "")
        if len(script) > _LONGEST_SCRIPT or not (whole or any(mark in script for mark in _MARKS)):
            continue
        starts = [len(script) - len(script.lstrip())] if whole else [m.end() for m in _STATE.finditer(script)]
        for start in starts[:5]:
            try:
                yield decoder.raw_decode(script, start)[0]
            except (ValueError, RecursionError):  # a script that is no JSON, or nested without end
                continue


def _objects(data: Any) -> Iterator[list[dict[str, Any]]]:
    """Each object of the data with those that hold it, outermost first; at most `_MOST_NODES`."""
    waiting: list[tuple[Any, list[dict[str, Any]]]] = [(data, [])]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, above = waiting.pop()
        if isinstance(node, dict):
            here = [*above[-6:], node]
            yield here
            waiting += [(value, here) for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += [(value, above) for value in node if isinstance(value, dict | list)]


def _body(thing: dict[str, Any]) -> str:
    """The longest text among an object's own, those of a list of pieces joined."""
    texts = [""]
    for key, value in thing.items():
        if isinstance(value, str) and key.lower() in _BODIES:
            texts.append(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            pieces = [
                item[name] for item in value if isinstance(item, dict) for name in item if name.lower() in _BODIES
            ]
            texts.append("\n".join(piece for piece in pieces if isinstance(piece, str)))
    return max(texts, key=len)


def _fields(things: list[dict[str, Any]]) -> dict[str, str]:
    """Title, time and credits of an object, from it or the nearest that holds it."""
    found: dict[str, str] = {}
    for thing in reversed(things):
        lowered = {key.lower(): value for key, value in thing.items()}
        for field, keys in _FIELDS.items():
            if field not in found:
                words = next((w for key in keys if (w := _words(lowered.get(key)))), "")
                found |= {field: words} if words else {}
    return found


def _words(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip()[:300] if isinstance(value, str) else ""


def _page(fields: dict[str, str], body: str) -> bytes:
    if "&lt;" in body and not _BREAK.search(body):
        body = html.unescape(body)
    if not _BREAK.search(body):
        body = "".join(f"<p>{line}</p>" for line in body.splitlines())
    title = html.escape(fields.get("title", ""))
    credits = [f"<span>{html.escape(fields.get('time', ''))}</span>"]
    credits += [f"<span>{name}：{html.escape(fields[name])}</span>" for name in fields if name not in ("title", "time")]
    page = f"<title>{title}</title><body><h1>{title}</h1><p>{' '.join(credits)}</p><div>{body}</div></body>"
    return page.encode("utf-8", "replace")
