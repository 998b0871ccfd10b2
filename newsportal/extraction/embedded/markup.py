"""An article that was found in a page's data, written out as markup, to be read like any other."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.embedded.shape import Body

__all__ = ["Found", "markup"]

_LONGEST_CREDITS = 100
"""Characters of a line with time and credits."""
_BREAK = re.compile(r"<(?:p|br|div|section|li)\b", re.I)
_ESCAPED = re.compile("&(?:amp;)?lt;")


class Found(NamedTuple):
    """An article in a page's data."""

    title: str
    time: str
    """As shown, "" if none."""
    credits: dict[str, str]
    """Words by their label, such as 来源."""
    body: Body
    is_here: bool = False
    """Does the page's address hold its number?"""


def markup(found: Found, meta: Metadata, beside: Sequence[str] = ()) -> bytes:
    """An article as a page of its own, in UTF-8.

    If its data state no time, those of the head are kept, and the lines `beside` the heading that the page shows."""
    body = found.body.text
    for _ in range(2):
        if _ESCAPED.search(body) and not _BREAK.search(body):
            body = html.unescape(body)
    if not _BREAK.search(body):
        body = "".join(f"<p>{line}</p>" for line in body.splitlines())
    title = html.escape(found.title)
    credits = [f"<span>{html.escape(found.time)}</span>"]
    credits += [f"<span>{label}：{html.escape(words)}</span>" for label, words in found.credits.items()]
    info, head = " ".join(credits), ""
    if not found.time:
        info += "".join(f"<br>{html.escape(line)}" for line in beside if len(line) <= _LONGEST_CREDITS)
        head = "".join(f'<meta name=publishdate content="{html.escape(time)}">' for time in meta.published)
    page = f"<title>{title}</title>{head}<body><h1>{title}</h1><p>{info}</p><div>{body}</div></body>"
    return page.encode("utf-8", "replace")
