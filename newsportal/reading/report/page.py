"""The report as one HTML page that needs nothing else: style, script and data stand in it.

The data are compressed; a Content-Security-Policy names the one style and the one script by their hashes, so that
nothing that a portal printed can run, and the page can reach no network.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "page"
_STYLES = ("style", "views")
_SCRIPTS = ("data", "dom", "search", "charts", "heat", "overview", "pictures", "list", "chains", "main")
"""In the order in which they stand in the page."""
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def page(data: dict[str, Any]) -> bytes:
    """The page that shows data made by newsportal.reading.report.data."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    style, script = _style(), _script()
    parts = {
        "policy": _POLICY.format(script=_hash(script), style=_hash(style)),
        "style": style,
        "script": script,
        "data": b64encode(gzip.compress(raw, 6, mtime=0)).decode("ascii"),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _text("page.html")).encode("utf-8")


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


@cache
def _style() -> str:
    return "".join(_text(f"{name}.css") for name in _STYLES)


@cache
def _script() -> str:
    words = json.dumps(tomllib.loads(_text("words.toml"))["words"], ensure_ascii=False)
    modules = "".join(_text(f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\nconst WORDS = {words};\n{modules}}})();\n'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
