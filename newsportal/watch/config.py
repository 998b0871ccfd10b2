"""Reads and checks watches.toml; docs/watching.md has every key."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsportal.messages import listed, marked, meant, say
from newsportal.reading.search.query import fold
from newsportal.toml_file import Key, Reading, TomlError, load
from newsportal.watch.matching import KINDS, Watch
from newsportal.watch.when import Rhythm
from newsportal.watch.words import Words

_TOP = ("time_zone", "channel", "watch")
_CHANNEL = ("name", "url")
_WATCH = ("name", "words", "portals", "blocks", "rank", "what", "spread", "to", "when", "quiet", "at_most")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Config:
    """The whole file."""

    channels: dict[str, str]
    """The address of each channel (apprise's), by its name."""
    watches: dict[str, Watch]
    """By name, in the order of the file."""


def read(path: Path, portals: Collection[str] = (), *, open_channel: Callable[[str], object] | None = None) -> Config:
    """Read and check watches; `portals` are the known ones, none: any name will do. Raises TomlError, OSError.

    `open_channel` takes a channel's address, and raises ValueError where it is none; without it channels keep env:NAME.
    """
    text, raw = load(path)
    reading = _Reading(text, portals, open_channel)
    config = reading.config(raw)
    if reading.problems:
        raise TomlError(path, reading.problems)
    return config


class _Reading(Reading):
    """One pass over the tables."""

    def __init__(self, text: str, portals: Collection[str], open_channel: Callable[[str], object] | None) -> None:
        super().__init__(text)
        self._portals, self._open = portals, open_channel
        self._channels: dict[str, str] = {}
        self._zone = ZoneInfo("Asia/Shanghai")

    def config(self, raw: dict[str, Any]) -> Config:
        self.known(raw, _TOP, ())
        self._zone = self.value(raw, (), "time_zone", "Asia/Shanghai", _zone)
        for where, table in self._tables(raw, "channel"):
            self.known(table, _CHANNEL, where)
            name = self._name(table, where, self._channels)
            self._channels[name] = self.value(table, where, "url", None, self._address)
        watches: dict[str, Watch] = {}
        for where, table in self._tables(raw, "watch"):
            watch = self._watch(table, where, watches)
            watches[watch.name] = watch
        return Config(self._channels, watches)

    def _tables(self, raw: dict[str, Any], kind: str) -> list[tuple[Key, dict[str, Any]]]:
        tables = raw.get(kind)
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            self.wrong((kind,), say("at least one table [[{kind}]] is needed", kind=kind))
            return []
        return [((kind, number), table) for number, table in enumerate(tables)]

    def _name(self, table: dict[str, Any], where: Key, known: Collection[str]) -> str:
        name = self.value(table, where, "name", None, _text)
        if name in known:
            self.wrong((*where, "name"), say("{name!r} is there already", name=name))
        return name

    def _address(self, value: Any) -> str:
        if self._open is None:  # only who sends needs the address: a feed is written without it
            return _text(value)
        self._open(address := address_of(_text(value)))
        return address

    def _watch(self, table: dict[str, Any], where: Key, known: Collection[str]) -> Watch:
        def own(key: str, default: Any, meaning: Callable[[Any], Any]) -> Any:
            return self.value(table, where, key, default, meaning)

        self.known(table, _WATCH, where)
        return Watch(
            name=self._name(table, where, known),
            words=own("words", "", _words),
            portals=own("portals", [], self._known_portals),
            blocks=tuple(map(fold, own("blocks", [], _texts))),
            rank=own("rank", 0, _count),
            what=own("what", ["new"], _kinds),
            spread=own("spread", 3, _count),
            to=own("to", None, self._to),
            rhythm=Rhythm(own("when", "now", _when), own("quiet", None, _quiet), self._zone),
            at_most=own("at_most", 0, _count),
        )

    def _known_portals(self, value: Any) -> tuple[str, ...]:
        names = _texts(value)
        if self._portals:
            # A portal that is none of the known ones has its domain for a name.
            _each(
                tuple(name for name in names if "." not in name), self._portals, marked("there is no portal {name!r}")
            )
        return names

    def _to(self, value: Any) -> tuple[str, ...]:
        names = _texts([value] if isinstance(value, str) else value)
        if not names:
            raise ValueError(say("at least one channel is needed"))
        return _each(names, self._channels, marked("there is no channel {name!r}"))


def address_of(url: str) -> str:
    """A channel's address: of `env:NAME` what that environment variable says. Raises ValueError where it is not set."""
    if not url.startswith("env:"):
        return url
    name = url.removeprefix("env:")
    if not (address := os.environ.get(name, "").strip()):
        raise ValueError(say("the environment variable {name} is not set", name=name))
    return address


def _each(names: tuple[str, ...], known: Collection[str], message: str) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise ValueError(meant(say(message, name=name), name, known))
    return names


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(
            say("a text is needed") if value is None else say("a text is needed, not {value!r}", value=value)
        )
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(say("a list of texts is needed, not {value!r}", value=value))
    return tuple(one.strip() for one in value)


def _words(value: Any) -> Words:
    return Words.of(value if isinstance(value, str) else _texts(value))


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(say("a whole number from {least:,} is needed, not {value!r}", least=0, value=value))
    return value


def _kinds(value: Any) -> tuple[str, ...]:
    kinds = _each(_texts(value), KINDS, marked("{name!r} is none of what can be told"))
    if not kinds:
        raise ValueError(say("one of {kinds} is needed", kinds=listed(list(KINDS))))
    return kinds


def _time(value: Any) -> time:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError(say('a time such as "08:30" is needed, not {value!r}', value=value))
    return time(int(found[1]), int(found[2]))


def _when(value: Any) -> tuple[time, ...]:
    if value == "now":
        return ()
    if not isinstance(value, list) or not value:
        raise ValueError(say('"now" or a list of times is needed, not {value!r}', value=value))
    return tuple(sorted(map(_time, value)))


def _quiet(value: Any) -> tuple[time, time] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or value[0] == value[1]:
        raise ValueError(say('two times are needed, such as ["23:00", "07:00"], not {value!r}', value=value))
    return _time(value[0]), _time(value[1])


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, TypeError, OSError):
        raise ValueError(say("there is no time zone {value!r}; names are like Asia/Shanghai", value=value)) from None
