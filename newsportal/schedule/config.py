"""Reads and checks schedule.toml; docs/scheduling.md has every key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from newsportal.messages import meant, say
from newsportal.schedule import values
from newsportal.schedule.plan import Entry, Plan
from newsportal.schedule.toml_lines import line_of

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_TOP = ("at_once", "grace", "keep_logs", "log_size", "time_zone", "longest", "stall", "crawl", "report")
_CRAWL = ("portal", "arguments", "settings", "cron", "every", "time_zone", "longest", "stall", "priority")
_DEFAULTS = {"time_zone": "Asia/Shanghai", "longest": "6h", "stall": "15m"}
"""What a crawl inherits where neither its table nor the top of the file says otherwise."""

Value = TypeVar("Value")
Key = tuple[str, ...]
CheckArguments = Callable[[str, dict[str, str]], None]
"""Checks the arguments of a spider, given its name: raises ValueError with what is wrong."""
CheckSettings = Callable[[dict[str, str]], None]
"""Checks the settings of a crawl: raises ValueError with what is wrong."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a key of the file."""

    line: int
    key: str
    words: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (say("line {line}", line=self.line), self.key, self.words)))


class PlanError(Exception):
    """The file cannot be used; `problems` are all that were found, in the order of their lines."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(f"{path}, {problem}" for problem in self.problems))


def read(
    path: Path,
    portals: Collection[str],
    check_arguments: CheckArguments | None = None,
    check_settings: CheckSettings | None = None,
) -> Plan:
    """Read and check a schedule; `portals` are the spiders that exist. Raises PlanError, OSError."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise PlanError(path, [Problem(int(found[1]) if found else 1, "", str(error))]) from None
    reading = _Reading(text, raw, portals, check_arguments, check_settings)
    plan = reading.plan()
    if reading.problems:
        raise PlanError(path, reading.problems)
    return plan


class _Reading:
    """One pass over the tables; what is wrong is noted, and a default stands in so that the pass goes on."""

    def __init__(
        self,
        text: str,
        raw: dict[str, Any],
        portals: Collection[str],
        check_arguments: CheckArguments | None,
        check_settings: CheckSettings | None,
    ) -> None:
        self._text, self._raw, self._portals = text, raw, portals
        self._check_arguments, self._check_settings = check_arguments, check_settings
        self.problems: list[Problem] = []

    def plan(self) -> Plan:
        self._known(self._raw, _TOP, ())
        tables = self._raw.get("crawl")
        if not isinstance(tables, dict) or not tables:
            self._wrong(("crawl",), say("at least one table [crawl.NAME] is needed"))
            tables = {}
        top = partial(self._value, self._raw, ())
        return Plan(
            at_once=top("at_once", 2, partial(values.whole, least=1)),
            grace=top("grace", "2m", values.duration),
            keep_logs=top("keep_logs", 14, partial(values.whole, least=1)),
            log_size=top("log_size", "20 MB", values.size),
            report=top("report", None, values.report),
            entries=tuple(entry for name, table in tables.items() if (entry := self._entry(name, table))),
        )

    def _entry(self, name: str, table: Any) -> Entry | None:
        where = ("crawl", name)
        if not isinstance(table, dict):
            self._wrong(where, say("a table [crawl.{name}] is needed", name=name))
            return None
        if not _NAME.fullmatch(name):
            self._wrong(where, say("a name has 1 to 64 of a-z 0-9 _ . - and starts with a letter or digit"))
        self._known(table, _CRAWL, where)
        own = partial(self._value, table, where)
        portal = self._portal(table, where)
        return Entry(
            name=name,
            portal=portal,
            arguments=own("arguments", {}, partial(self._arguments, portal)),
            settings=self._settings(table, where),
            when=f"{table.get('cron', '')}{table.get('every', '')} {table.get('time_zone', '')}".strip(),
            trigger=self._trigger(table, where, self._inherited(table, where, "time_zone", values.zone)),
            longest=self._inherited(table, where, "longest", values.duration),
            stall=self._inherited(table, where, "stall", values.duration),
            priority=own("priority", 0, partial(values.whole, least=-1000)),
        )

    def _portal(self, table: dict[str, Any], where: Key) -> str:
        portal = str(table.get("portal", where[-1]))
        if portal not in self._portals:
            key = (*where, "portal") if "portal" in table else where
            self._wrong(key, meant(say("there is no spider {name!r}", name=portal), portal, self._portals))
        return portal

    def _arguments(self, portal: str, value: Any) -> dict[str, str]:
        arguments = values.words(value)
        if self._check_arguments is not None and portal in self._portals:
            self._check_arguments(portal, arguments)
        return arguments

    def _settings(self, table: dict[str, Any], where: Key) -> dict[str, str]:
        settings = self._value(table, where, "settings", {}, values.words)
        for name, value in settings.items():
            try:
                if self._check_settings is not None:
                    self._check_settings({name: value})
            except ValueError as error:
                self._wrong((*where, "settings", name), str(error))
        return settings

    def _trigger(self, table: dict[str, Any], where: Key, zone: ZoneInfo) -> Any:
        if ("cron" in table) == ("every" in table):
            self._wrong(where, say('it needs either cron = "…" or every = "…"'))
            return timedelta(hours=1)
        if "cron" in table:
            return self._value(table, where, "cron", "0 * * * *", partial(values.cron, where=zone))
        return self._value(table, where, "every", "1h", values.duration)

    def _inherited(self, table: dict[str, Any], where: Key, key: str, meaning: Callable[[Any], Value]) -> Value:
        if key in table:
            return self._value(table, where, key, _DEFAULTS[key], meaning)
        return self._value(self._raw, (), key, _DEFAULTS[key], meaning)

    def _value(
        self, table: dict[str, Any], where: Key, key: str, default: Any, meaning: Callable[[Any], Value]
    ) -> Value:
        try:
            return meaning(table.get(key, default))
        except ValueError as error:
            self._wrong((*where, key), str(error))
            # Only so that the pass goes on: a plan with a problem is never returned.
            return cast("Value", default)

    def _known(self, table: dict[str, Any], known: Collection[str], where: Key) -> None:
        for key in table.keys() - set(known):
            self._wrong((*where, key), meant(say("no such key"), key, known))

    def _wrong(self, key: Key, words: str) -> None:
        problem = Problem(line_of(self._text, key), ".".join(key), words)
        # A wrong value at the top of the file is met again by each crawl that inherits it.
        if problem not in self.problems:
            self.problems.append(problem)
