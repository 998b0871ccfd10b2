"""Which rules read a page: the version of the package, and a mark of everything in it that decides what is read."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_RULES = ("extraction", "text", "urls", "loaders.py")
"""What of the package decides what is read on a page, word lists included."""


@cache
def rules() -> str:
    """The version of the rules, such as `0.1.0+3f2a9c1d` (PEP 440): any change of rules or words gives another mark."""
    home, found = Path(__file__).parent, sha256()
    for name in _RULES:
        paths = sorted((home / name).rglob("*")) if (home / name).is_dir() else [home / name]
        for path in paths:
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    try:
        package = version("newsportal")
    except PackageNotFoundError:
        package = "0"
    return f"{package}+{found.hexdigest()[:8]}"
