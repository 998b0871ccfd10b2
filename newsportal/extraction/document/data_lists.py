"""Files of data beside a page from which its script fills its lists, where an element of the page names them.

    <ul data="datasource:0123456789abcdef0123456789abcdef" datatype="ds" preview="ds_"></ul>   at http://www.x.cn/a/index.htm
    →   http://www.x.cn/a/ds_0123456789abcdef0123456789abcdef.json

The form is that of a publishing system which several agencies' and ministries' portals use.
"""

from __future__ import annotations

import re

from newsportal.extraction.document.links import Base
from newsportal.extraction.document.tree import Tree

__all__ = ["MARK", "MOST", "addresses"]

MARK = b"datasource:"
"""What stands in any page that names such a file: a look that spares others the search."""
MOST = 20
"""Files of one page."""
_NAMED = re.compile(r"datasource:([0-9a-fA-F]{16,40})")
_PREVIEW = re.compile(r"\w{0,20}")


def addresses(tree: Tree, base: Base) -> tuple[str, ...]:
    """The absolute addresses of such files, each once, in the page's order; an article's own data are none."""
    found: dict[str, None] = {}
    for attrib in tree.attrs:
        if attrib.get("datatype") != "ds" or not (named := _NAMED.fullmatch(attrib.get("data", "").strip())):
            continue
        preview = attrib.get("preview", "ds_")
        if _PREVIEW.fullmatch(preview) and (url := base.absolute(f"{preview}{named[1]}.json")):
            found[url] = None
            if len(found) == MOST:
                break
    return tuple(found)
