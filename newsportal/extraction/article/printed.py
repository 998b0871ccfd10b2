"""On which page (版) of a newspaper in print an article stands, as its page on the paper's site says.

    第A08版：上海新闻          当前版： 002版 上一版 下一版          （2019年06月05日 01 版）

The page's name may stand in the list of all pages only; the forms are those of seven newspapers' sites of 2019 to 2026.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsportal.extraction.document.lines import Lines

__all__ = ["NOWHERE", "Printed", "printed"]


class Printed(NamedTuple):
    """Where an article stands in print."""

    page: str | None
    """The page's number as the paper writes it: 01, 002, A08."""
    section: str | None
    """The page's name: 要闻."""


NOWHERE = Printed(None, None)
_SIGN = "版"
_SIGNED = re.compile(r"(?:日[^\n]{0,36}|一)\Z")
"""What stands before that sign in any page that names one: a look that spares others the search."""
_TELLS = re.compile("[版返]")
"""Without one of these a line fits none of the following."""
_LONGEST = 60
"""Characters of a line that names a page."""
_PAGE = r"第?\s?([A-Z]?[0-9]{1,3})\s?版"
_NAMED = re.compile(_PAGE + r"\s?[:：]\s?(?!第|[上下]一)([^\s:：|]{1,20}(?: [^\s:：|]{1,20})?)")
_PLAIN = re.compile(_PAGE)
_DATED = re.compile(r"[0-9]{1,2}日(?:[\s,，]?星期[一二三四五六日天])?[\s,，]{0,3}" + _PAGE + r"(?![次本权])")
_BESIDE = re.compile(r"[上下前后]一?版|版面(?:导航|概览|目录)|当前版|返回(?:目录|版面)")
_STEPS = re.compile(r"\s?[上下]一[版篇期].*")
_ADDRESS = re.compile(r"/nw\.D[0-9]{6}\w{1,20}_[0-9]{8}_[0-9]{1,3}-([A-Z]?[0-9]{1,3})\.html?$")


def printed(lines: Lines, url: str) -> Printed:
    """The page and its name; NOWHERE where the page of a portal names none."""
    address = _ADDRESS.search(url)
    if not address and not _names_one("\n".join(lines.tree.chunks)):
        return NOWHERE
    short = [k for k in range(len(lines)) if lines.sizes[k] <= _LONGEST]
    told = [(words, lines.link_sizes[k] < lines.sizes[k]) for k in short if _TELLS.search(words := lines.text(k))]
    if not any(_BESIDE.search(words) for words, _ in told):
        dated = (_DATED.search(words) for words, plain in told if plain)
        found = next(filter(None, dated), None)
        return Printed(found[1] if found else address[1] if address else None, None)
    return _on_its_site(told, address[1] if address else None)


def _names_one(text: str) -> bool:
    """May a page with that text name one? Looked for from sign to sign, for few pages have many."""
    at = text.find(_SIGN)
    while at >= 0 and not _SIGNED.search(text, max(0, at - 40), at):
        at = text.find(_SIGN, at + 1)
    return at >= 0


def _on_its_site(told: list[tuple[str, bool]], page: str | None) -> Printed:
    """By the short lines of a newspaper's own page, each with whether all of it is a link; `page` by the address."""
    names: dict[str, str] = {}
    for words, plain in told:
        for number, name in _NAMED.findall(words):
            name = _STEPS.sub("", name.split(" ")[0] if plain else name)
            if plain and page is None:
                page = number
            if name:
                names.setdefault(number, name)
        if plain and page is None and (found := _PLAIN.search(words)):
            page = found[1]
    return Printed(page, names.get(page or ""))
