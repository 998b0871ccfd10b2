"""Reads and checks schedule.toml; docs/scheduling.md has every key."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsportal.messages import meant, say
from newsportal.schedule import values
from newsportal.schedule.plan import Entry, Plan
from newsportal.toml_file import Key, Reading, TomlError, Value, load

NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
"""What may be the name of a crawl: it is also that of a folder of logs."""
_TOP = ("at_once", "grace", "keep_logs", "log_size", "time_zone", "longest", "stall", "crawl", "report", "watch")
_CRAWL = ("portal", "arguments", "settings", "cron", "every", "time_zone", "longest", "stall", "priority")
_DEFAULTS = {"time_zone": "Asia/Shanghai", "longest": "6h", "stall": "15m"}
"""What a crawl inherits where neither its table nor the top of the file says otherwise."""

CheckArguments = Callable[[str, dict[str, str]], None]
"""Checks the arguments of a spider, given its name: raises ValueError with what is wrong."""
CheckSettings = Callable[[dict[str, str]], None]
"""Checks the settings of a crawl: raises ValueError with what is wrong."""


def read(
    path: Path,
    portals: Collection[str],
    check_arguments: CheckArguments | None = None,
    check_settings: CheckSettings | None = None,
) -> Plan:
    """Read and check a schedule; `portals` are the spiders that exist. Raises TomlError, OSError."""
    text, raw = load(path)
    reading = _Reading(text, raw, portals, check_arguments, check_settings)
    plan = reading.plan()
    if reading.problems:
        raise TomlError(path, reading.problems)
    return plan


class _Reading(Reading):
    """One pass over the tables."""

    def __init__(
        self,
        text: str,
        raw: dict[str, Any],
        portals: Collection[str],
        check_arguments: CheckArguments | None,
        check_settings: CheckSettings | None,
    ) -> None:
        super().__init__(text)
        self._raw, self._portals = raw, portals
        self._check_arguments, self._check_settings = check_arguments, check_settings

    def plan(self) -> Plan:
        self.known(self._raw, _TOP, ())
        tables = self._raw.get("crawl")
        if not isinstance(tables, dict) or not tables:
            self.wrong(("crawl",), say("at least one table [crawl.NAME] is needed"))
            tables = {}
        top = partial(self.value, self._raw, ())
        return Plan(
            at_once=top("at_once", 2, partial(values.whole, least=1)),
            grace=top("grace", "2m", values.duration),
            keep_logs=top("keep_logs", 14, partial(values.whole, least=1)),
            log_size=top("log_size", "20 MB", values.size),
            report=top("report", None, values.report),
            watch=top("watch", None, values.watch),
            entries=tuple(entry for name, table in tables.items() if (entry := self._entry(name, table))),
        )

    def _entry(self, name: str, table: Any) -> Entry | None:
        where = ("crawl", name)
        if not isinstance(table, dict):
            self.wrong(where, say("a table [crawl.{name}] is needed", name=name))
            return None
        if not NAME.fullmatch(name):
            self.wrong(where, say("a name has 1 to 64 of a-z 0-9 _ . - and starts with a letter or digit"))
        self.known(table, _CRAWL, where)
        own = partial(self.value, table, where)
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
            priority=own("priority", 0, values.priority),
        )

    def _portal(self, table: dict[str, Any], where: Key) -> str:
        portal = str(table.get("portal", where[-1]))
        if portal not in self._portals:
            key = (*where, "portal") if "portal" in table else where
            self.wrong(key, meant(say("there is no spider {name!r}", name=portal), portal, self._portals))
        return portal

    def _arguments(self, portal: str, value: Any) -> dict[str, str]:
        arguments = values.words(value)
        if self._check_arguments is not None and portal in self._portals:
            self._check_arguments(portal, arguments)
        return arguments

    def _settings(self, table: dict[str, Any], where: Key) -> dict[str, str]:
        settings = self.value(table, where, "settings", {}, values.words)
        for name, value in settings.items():
            try:
                if self._check_settings is not None:
                    self._check_settings({name: value})
            except ValueError as error:
                self.wrong((*where, "settings", name), str(error))
        return settings

    def _trigger(self, table: dict[str, Any], where: Key, zone: ZoneInfo) -> Any:
        if ("cron" in table) == ("every" in table):
            self.wrong(where, say('it needs either cron = "…" or every = "…"'))
            return timedelta(hours=1)
        if "cron" in table:
            return self.value(table, where, "cron", "0 * * * *", partial(values.cron, where=zone))
        return self.value(table, where, "every", "1h", values.duration)

    def _inherited(self, table: dict[str, Any], where: Key, key: str, meaning: Callable[[Any], Value]) -> Value:
        if key in table:
            return self.value(table, where, key, _DEFAULTS[key], meaning)
        return self.value(self._raw, (), key, _DEFAULTS[key], meaning)
