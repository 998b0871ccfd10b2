"""Text → tree: one pass of the parser over a page, within bounds that keep any page cheap."""

from __future__ import annotations

import html
import re
import threading
from functools import lru_cache
from typing import Any

from lxml import etree

from newsportal.extraction.document.recorder import Recorder, TooManySearches, Watch
from newsportal.extraction.document.tree import Tree

__all__ = ["MAX_BYTES", "MAX_TAGS", "bounded", "parse"]

MAX_BYTES = 4_000_000
"""Bytes of a page that are read; the largest of 1,359 real pages has 0.6 million."""
MAX_TAGS = 40_000
"""Signs < of a page that are read; the largest has about 10,000."""
_FEW_TAGS = 20_000
"""Of so many signs < at most 10,000 elements can be open at 10,000 end tags: below the bound."""
_PIECE = 1 << 16
_REFERENCE = re.compile(
    rb"&(?:amp;(?:quot|apos|[lr][ds]quo|[lr]aquo|middot|bull|[mn]dash|hellip|times|nbsp|e[mn]sp"
    rb"|#0?3[49]|#18[36]|#215|#82[0-3]\d|#12\d{3}|#652\d\d|#x(?:2[27]|[bB]7|20[12][0-9a-fA-F]|300[0-9a-fA-F]));"
    rb"|(?!amp;|quot;|[lg]t;)(?:#(?:\d{3,7}|[xX][0-9a-fA-F]{2,6})|[a-zA-Z]{3,8});)"
)
"""A reference that libxml2 gives as a piece of its own; also a sign of punctuation that was escaped once too often, so
that a reader sees its name: &amp;ldquo;.

Not those of markup, for a text may show &lt;p&gt; on purpose."""

_BREAK = re.compile(rb"</[bB][rR]>")
"""A line's end to browsers, an error to libxml2."""
_NO_BREAK = "end tag : br"
"""How its message about one ends. Most pages have none, and to look for them takes longer than to ask for that."""
_MOST_ERRORS = 100
"""Errors of a page that libxml2 tells of."""
_END_TAGS = re.compile(rb"</(?!script|style|title|textarea|iframe|noscript|xmp)[^<>]{0,40}>", re.I)


def _parser(recorder: Recorder) -> Any:
    target: Any = recorder
    return etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)


class _Kept(threading.local):
    """Each thread's parser: to make one costs as much as to parse a small page."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self.parser = _parser(self.recorder)


_kept = _Kept()


def bounded(body: bytes) -> bytes:
    """The body, in any encoding, up to the last < within MAX_BYTES."""
    return body if len(body) <= MAX_BYTES else body[: max(body.rfind(b"<", 0, MAX_BYTES), MAX_BYTES // 2)]


def parse(body: bytes) -> Tree:
    """The tree of a page whose bytes are UTF-8.

    Any bytes give a tree, perhaps an empty one, in time and memory that grow linearly with them.
    """
    body = _without_references(body.replace(b"\0", b""))
    # `count` looks at each byte for a single sign: five times as dear as to leave these out.
    signs = len(body) - len(body.replace(b"<", b"")) if len(body) > 3 * _FEW_TAGS else 0
    if signs >= _FEW_TAGS:
        return _many(_BREAK.sub(b"<br>", body), signs)
    tree = _few(body)
    errors = _kept.parser.error_log
    if len(errors) >= _MOST_ERRORS or any(error.message.endswith(_NO_BREAK) for error in errors):
        broken = _BREAK.sub(b"<br>", body)
        return _few(broken) if broken != body else tree
    return tree


def _few(body: bytes) -> Tree:
    """The tree of a page with so few tags that its bounds cannot be reached."""
    try:
        tree: Tree = etree.fromstring(body, _kept.parser)
    except etree.XMLSyntaxError:  # nothing that could be a page, such as an empty body
        tree = _kept.recorder.close()
    return tree


def _without_references(body: bytes) -> bytes:
    """The body with signs for references: libxml2 gives the text on either side and the sign as pieces of their own."""
    return _REFERENCE.sub(lambda found: _sign(found[0]), body) if b"&" in body else body


@lru_cache(2_000)
def _sign(reference: bytes) -> bytes:
    """The sign that a reference stands for; itself, where that is one of markup or none."""
    reference = b"&" + reference.removeprefix(b"&amp;").removeprefix(b"&")
    sign = html.unescape(reference.decode("ascii"))
    return reference if sign.isascii() or sign == "\ufffd" else sign.encode()


def _many(body: bytes, signs: int) -> Tree:
    """The tree of a page with so many tags that its bounds must be watched."""
    cut: set[str] = set()
    if signs > MAX_TAGS:
        body = body[: len(body) - len(body.split(b"<", MAX_TAGS)[-1]) - 1]
        cut = {"cut"}
    try:
        tree = _feed(body, Watch(body.count(b"</")))
    except TooManySearches:
        # Without end tags no search is needed: the page's text is kept, its structure is not.
        tree = _feed(_END_TAGS.sub(b" ", body), Recorder())
        tree.flags.add("deep")
    tree.flags |= cut
    return tree


def _feed(body: bytes, recorder: Recorder) -> Tree:
    """Parse in pieces, for a parse of the whole goes on after an exception of the recorder's."""
    parser = _parser(recorder)
    for at in range(0, len(body), _PIECE):
        parser.feed(body[at : at + _PIECE])
    tree: Tree = parser.close()
    return tree
