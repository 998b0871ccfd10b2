"""Articles whose text stands in an element that a browser does not show: textarea, noscript, template, srcdoc …"""

from __future__ import annotations

import html
import re

from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded.sources import is_markup

__all__ = ["unpacked"]

_LEAST_TEXT = 80
_TAGS = ("textarea", "noscript", "template", "xmp")
_CARRIER = re.compile(
    rb"<(textarea|noscript|template|xmp)\b[^<>]{0,2000}>(?P<inside>(?:[^<]|<(?!/\1))*+)(?:</\1\s{0,9}>|\Z)"
    rb"|<script\b[^<>]{0,500}\btype\s{0,9}=\s{0,9}[\"']?[a-z]{4,12}/(?:[a-z-]{0,20})(?:html|template|plain)[^<>]{0,500}>"
    rb"(?P<script>(?:[^<]|<(?!/script))*+)(?:</script\s{0,9}>|\Z)"
    rb"|<iframe\b[^>]{0,1000}?\bsrcdoc\s{0,9}=\s{0,9}(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)')[^<>]{0,1000}>",
    re.I,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_MARKS = ("。", "！", "？")


def unpacked(page: bytes, tree: Tree) -> bytes | None:
    """The page, which is in UTF-8, with what such elements hold in their places; None where none holds a text."""
    held = [tree.attrs[i].get("srcdoc", "") for i in tree.elements["iframe"]]
    held += [text for i, text in tree.raws.items() if tree.tags[i] in _TAGS or is_markup(tree.attrs[i].get("type", ""))]
    return _CARRIER.sub(_shown, page) if any(map(_is_text, held)) else None


def _shown(found: re.Match[bytes]) -> bytes:
    value = found["double"] or found["single"]
    text = (value or found["inside"] or found["script"] or b"").decode("utf-8", "replace")
    if value or "<" not in text:
        text = html.unescape(text)
    return f"<div>{text}</div>".encode("utf-8", "replace") if _is_text(text) else found[0]


def _is_text(text: str) -> bool:
    """Is it the text of an article, not a notice or a template with gaps?"""
    if (
        len(text) < _LEAST_TEXT
        or not any(mark in text for mark in _MARKS)
        or "{{" in text
        or "<%" in text
        or text.lstrip()[:1] in "{["
    ):
        return False
    return len(_TAG.sub("", html.unescape(text))) >= _LEAST_TEXT
