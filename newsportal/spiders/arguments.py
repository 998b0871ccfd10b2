"""Spider arguments (`-a name=value`), checked before any request."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from glob import iglob
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from newsportal.messages import listed, marked, say
from newsportal.os_errors import reason

_BARE = re.compile(r"\A(?:[\w-]+(?:\.[\w-]+)+|localhost)(?:[:/?#]|$)")
"""A host without a scheme before it."""


class ArgumentError(ValueError):
    """A wrong spider argument; the message is one sentence for the user."""


def count(name: str, value: str) -> str:
    """The value, if it is a whole number of 0 or more; raises ArgumentError."""
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise ArgumentError(say("-a {name}={value!r} is not a whole number of 0 or more", name=name, value=value))
    return value


def count_from_one(name: str, value: str) -> str:
    """The value, if it is a whole number of 1 or more; raises ArgumentError."""
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", value):
        raise ArgumentError(say("-a {name}={value!r} is not a whole number of 1 or more", name=name, value=value))
    return value


def web_address(name: str, value: str) -> str:
    """The value as an http(s) address, `http://` added where it has no scheme; raises ArgumentError."""
    url = value.strip()
    if "://" not in url and _BARE.match(url):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 80) > 0
    except ValueError:
        good = False
    if good and "@" in parts.netloc:
        raise ArgumentError(say("-a {name}=…: an address with a user name or a password is never asked for", name=name))
    if not good or re.search(r"\s", url):
        raise ArgumentError(say("-a {name}={value!r} is not an http or https address", name=name, value=value))
    return url


def address_or_file(name: str, value: str) -> str:
    """The value as an http(s) address, or as the file: address of a local file; raises ArgumentError."""
    if value.startswith("file://") or "://" not in value:
        only_file = value.startswith("file://") or not _BARE.match(value)
        try:
            path = Path(value.removeprefix("file://")).expanduser()
            if path.is_file():
                path.open("rb").close()
                return path.resolve().as_uri()
            if only_file and path.exists():
                what = marked("a folder") if path.is_dir() else marked("no ordinary file")
                raise ArgumentError(say("-a {name}={value!r} is {what}", name=name, value=value, what=say(what)))
        except (OSError, RuntimeError) as error:
            raise ArgumentError(say("-a {name}={value!r}: {why}", name=name, value=value, why=reason(error))) from None
        if only_file or re.fullmatch(r"[^/]+\.[sx]?html?", value):
            raise ArgumentError(say("-a {name}={value!r}: there is no such file", name=name, value=value))
    return web_address(name, value)


def page_place(name: str, value: str) -> str:
    """The value as an address, a file or, where it has a star, a pattern that matches files; raises ArgumentError."""
    if "*" not in value or value.startswith(("http:", "https:")):
        return address_or_file(name, value)
    pattern = Path(value.removeprefix("file://")).expanduser().absolute()
    if not any(Path(path).is_file() for path in iglob(str(pattern))):
        raise ArgumentError(say("-a {name}={value!r}: no file matches", name=name, value=value))
    return pattern.as_uri()


Check = Callable[[str, str], str]
"""Takes an argument's name and value, and gives the value to use; raises ArgumentError."""


class Argument(NamedTuple):
    """A spider argument."""

    check: Check
    """Its rule."""
    meaning: str
    """What it says, a marked message, in a line for `scrapy portals`."""


def checked(given: Mapping[str, str], known: Mapping[str, Argument], required: tuple[str, ...]) -> dict[str, str]:
    """The arguments, each checked by its own rule; raises ArgumentError if one is wrong, missing or unknown."""
    for name in given:
        if name not in known:
            names = listed(list(known)) or say("none")
            words = say("-a {name}=… is not an argument of this spider (it takes: {names})", name=name, names=names)
            raise ArgumentError(words)
    for name in required:
        if not given.get(name):
            raise ArgumentError(say("this spider needs -a {name}=…", name=name))
    return {name: known[name].check(name, str(value)) for name, value in sorted(given.items())}
