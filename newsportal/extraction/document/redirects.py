"""Where a page that shows nothing of its own sends its readers on: by meta refresh, by a script, by a frame."""

from __future__ import annotations

import re
from itertools import chain, islice

from newsportal.extraction.document.links import Base
from newsportal.extraction.document.tree import Tree

__all__ = ["refresh"]

_REFRESH = re.compile(r"[;,]?\s{0,9}url\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\"'<>]{1,2000})", re.I)
_BARE = 150
"""Characters of text up to which a page shows nothing of its own: 页面正在跳转，如果没有反应请点击这里。"""
_WORDS = ("location", "navigate", "open(")
_LONGEST = 20_000
"""Characters of a script that are looked at; one that sends on is short."""
_SENT = re.compile(
    r"(?<![\w$.])(?:(?:window|self|top|parent|document|this)\s{0,9}\.\s{0,9}){0,3}(?:window\[[\"'](?=location[\"']\]))?"
    r"(?:location(?:[\"']\]|\.href|\[[\"']href[\"']\])?\s{0,9}=(?!=)|location\.(?:replace|assign)\s{0,9}\(|navigate\s{0,9}\()\s{0,9}"
    r"(?:\\?[\"'`]([^\"'`$\\<>\s]{1,2000})\\?[\"'`](?!\s{0,9}\+(?!\s{0,9}(?:window\.)?location\.(?:search|hash)))"
    r"|([A-Za-z_$][\w$]{0,50})\s{0,9}[;)\n}])"
)
"""location.href = "/1.html", top.location.replace('/1.html'), self.location = url; no begin of a longer one."""
_OPENED = re.compile(
    r"(?<![\w$])open\s{0,9}\(\s{0,9}[\"']([^\"'\\<>\s]{1,2000})[\"']\s{0,9},\s{0,9}[\"']_(?:self|top|parent)[\"']"
)
"""window.open("/1.html", "_self"); no page in a window of its own."""
_TRIED = 4
"""Addresses of a script that are tried."""
_SMALL_FRAME = 300
"""Pixels: a frame less wide or high holds an advert or a counter."""
_SIZE = re.compile(r"\s{0,9}([0-9]{1,5})\s{0,9}(?:px)?\s{0,9}(?:$|;|!)", re.I)
_STYLED = re.compile(r"(?:^|[;\s])(?:width|height)\s{0,9}:\s{0,9}([0-9]{1,5})px", re.I)


def refresh(tree: Tree, base: Base) -> str | None:
    """Where a meta refresh leads; on a page without text of its own also where its script or its only frame does."""
    for i in tree.elements["meta"]:
        if tree.attrs[i].get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.search(tree.attrs[i].get("content", "")[:3_000])
            return base.absolute(found[1]) if found else None
    if not tree.tags or tree.sizes[0] > _BARE:
        return None
    return _by_script(tree, base) or _by_frame(tree, base)


def _by_script(tree: Tree, base: Base) -> str | None:
    """The first address of another page that a script, or the body's onload, goes to."""
    loaded = (tree.attrs[i].get("onload", "") for i in range(min(len(tree), 50)) if tree.tags[i] == "body")
    for code in (*(tree.raws.get(i, "") for i in tree.elements["script"]), *loaded):
        if len(code) > _LONGEST or not any(word in code for word in _WORDS):
            continue
        opened = () if "click" in code else _OPENED.finditer(code)  # a click opens what nobody was sent to
        for found in islice(chain(_SENT.finditer(code), opened), _TRIED):
            url = base.absolute(found[1] or _value(code, found[2]))
            if url and url != base.url:
                return url
    return None


def _value(code: str, name: str) -> str:
    """The text that a script gives a variable, "" where it gives none."""
    found = re.search(rf"(?<![\w$.]){re.escape(name)}\s{{0,9}}=\s{{0,9}}[\"']([^\"'\\<>\s]{{1,2000}})[\"']", code)
    return found[1] if found else ""


def _by_frame(tree: Tree, base: Base) -> str | None:
    """The page that fills this one: the largest frame of a frameset, or the only large iframe."""
    frames = [i for i, tag in enumerate(tree.tags) if tag == "frame" and tree.attrs[i].get("src")]
    if frames:
        return base.absolute(tree.attrs[_largest(tree, frames)]["src"])
    held = [(i, tree.attrs[i].get("src")) for i in tree.elements["iframe"]]
    held += [(i, tree.attrs[i].get("data")) for i, tag in enumerate(tree.tags) if tag == "object" and _is_page(tree, i)]
    large = [address for i, address in held if address and _is_large(tree, i)]
    return base.absolute(large[0]) if len(large) == 1 else None


def _is_page(tree: Tree, i: int) -> bool:
    """Does object i hold a page?"""
    return "html" in tree.attrs[i].get("type", "")


def _largest(tree: Tree, frames: list[int]) -> int:
    """The frame with the most room in its frameset (rows="80,*"), the last one where none is said."""
    attrib = tree.attrs[tree.parents[frames[0]]]
    rooms = (attrib.get("rows") or attrib.get("cols") or "").split(",")[: len(frames)]
    sizes = [
        10_000 if "*" in room else int(found[0]) if (found := re.search(r"\d{1,4}", room)) else 0 for room in rooms
    ]
    return frames[sizes.index(max(sizes))] if len(sizes) == len(frames) and max(sizes) else frames[-1]


def _is_large(tree: Tree, i: int) -> bool:
    if tree.is_hidden(i) or any(tree.tags[above] == "noscript" or tree.is_hidden(above) for above in tree.ancestors(i)):
        return False
    attrib = tree.attrs[i]
    sizes = [int(found[1]) for name in ("width", "height") if (found := _SIZE.match(attrib.get(name, "")))]
    sizes += [int(size) for size in _STYLED.findall(attrib.get("style", "")[:500])]
    return all(size >= _SMALL_FRAME for size in sizes)
