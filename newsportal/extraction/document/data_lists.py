"""Files of data beside a page from which its script fills its lists, where the page names them.

    <ul data="datasource:0123456789abcdef0123456789abcdef" datatype="ds" preview="ds_"></ul>   at http://www.x.cn/a/index.htm
    →   http://www.x.cn/a/ds_0123456789abcdef0123456789abcdef.json

The form is that of a publishing system which several agencies' and ministries' portals use. On a page that shows hardly
any headlines its scripts are asked, too: `<script src="/data/list.js">`, `$.getJSON("./yaowen.json", …)`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsportal.extraction.document.links import Base
from newsportal.extraction.document.tree import Tree

__all__ = ["MOST", "Named", "named"]

MOST = 20
"""Files of one page."""
_NAMED = re.compile(r"datasource:([0-9a-fA-F]{16,40})")
_PREVIEW = re.compile(r"\w{0,20}")
_FILE = re.compile(r"\.jsonp?$|(?:^|[_-])(?:data|list|news|roll|channel)\w{0,20}\.js$", re.I)
"""The end of a file's name that says that it is data."""
_WRITTEN = re.compile(r"""["']([\w./:?&=%-]{1,200}\.jsonp?(?:\?[\w.&=%-]{0,99})?)["']""", re.I)
_LONGEST = 200_000
"""Characters of a script in which addresses are looked for."""


class Named(NamedTuple):
    """A file of data that a page names."""

    url: str
    """Its absolute address."""
    mark: str
    """The words of the page that name it."""
    in_script: bool
    """Whether a script names it: its list stands behind that script, not in the element."""


def named(tree: Tree, base: Base, *, scripts: bool) -> tuple[Named, ...]:
    """Such files, each once, in the page's order, at most MOST; an article's own data are none.

    `scripts`: also those that scripts name.
    """
    found: dict[str, Named] = {}
    for attrib in tree.attrs if tree.has_datatype else ():
        if attrib.get("datatype") == "ds" and (id := _NAMED.fullmatch(attrib.get("data", "").strip())):
            preview = attrib.get("preview", "ds_")
            if _PREVIEW.fullmatch(preview) and (url := base.absolute(f"{preview}{id[1]}.json")):
                found.setdefault(url, Named(url, id[0], False))
    for i in tree.elements["script"] if scripts else ():
        source = tree.attrs[i].get("src", "")
        names = [source] if _FILE.search(_file_name(source)) else _written(tree.raws.get(i, "")[:_LONGEST])
        for name in names:
            if url := base.absolute(name):
                found.setdefault(url, Named(url, name, True))
    return tuple(found.values())[:MOST]


def _written(script: str) -> list[str]:
    """The addresses of such files in a script; most scripts have none, which a look tells in half the time."""
    return _WRITTEN.findall(script) if ".json" in script.lower() else []


def _file_name(address: str) -> str:
    """The file's name in an address; none of one that has a fragment or is longer than what portals write."""
    path = address.partition("?")[0]
    return path.rpartition("/")[2] if "#" not in address and len(address) <= 500 else ""
