"""The kinds of value in schedule.toml: each function gives what a value means, or raises ValueError."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from newsportal.messages import marked, say
from newsportal.schedule.plan import Report, Watch
from newsportal.text.china_time import MAX_DAYS

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_MOST = 2**31 - 1
_SIZES = {"KB": 1000, "MB": 1000**2, "GB": 1000**3}


def duration(value: Any) -> timedelta:
    """Such as "90s", "1h30m" or "7d"."""
    parts = re.findall(r"(\d+)\s*([smhd])", value) if isinstance(value, str) else []
    seconds = sum(int(number) * _UNITS[unit] for number, unit in parts)
    if not 0 < seconds < 10**9 or "".join(map("".join, parts)) != re.sub(r"\s", "", value):
        raise ValueError(say('a duration such as "90s", "15m", "2h" or "1h30m" is needed, not {value!r}', value=value))
    return timedelta(seconds=seconds)


def size(value: Any) -> int:
    """Such as "20 MB", in bytes."""
    found = re.fullmatch(r"(\d+)\s*(KB|MB|GB)", value) if isinstance(value, str) else None
    if not found:
        raise ValueError(say('a size such as "500 KB" or "20 MB" is needed, not {value!r}', value=value))
    return int(found[1]) * _SIZES[found[2]]


def priority(value: Any) -> int:
    """A whole number from -1,000 that a database takes, too: of 32 bits."""
    if whole(value, -1000) > _MOST:
        raise ValueError(say("a whole number up to {most:,} is needed, not {value!r}", most=_MOST, value=value))
    return int(value)


def whole(value: Any, least: int) -> int:
    """A whole number from `least`."""
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(say("a whole number from {least:,} is needed, not {value!r}", least=least, value=value))
    return value


def words(value: Any) -> dict[str, str]:
    """A table of texts or numbers; numbers are turned into texts."""
    if not isinstance(value, dict) or not all(isinstance(v, str | int | float) for v in value.values()):
        words = marked('a table of texts or numbers is needed, such as {{ depth = "2" }}, not {value!r}')
        raise ValueError(say(words, value=value))
    if any("\0" in text for text in (*value, *map(str, value.values()))):
        raise ValueError(say("U+0000 can be neither an argument of a process nor in a database"))
    return {name: str(given) for name, given in value.items()}


def report(value: Any) -> Report | None:
    """The table [report]; None where there is none."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(say("a table [report] is needed"))
    if unknown := sorted(value.keys() - {"days", "file"}):
        raise ValueError(say("no such key: {key}; known are days and file", key=unknown[0]))
    days, file = value.get("days"), value.get("file")
    if days is not None and (isinstance(days, bool) or not isinstance(days, int | float) or not 0 < days <= MAX_DAYS):
        raise ValueError(say("days: a number above 0 is needed, not {value!r}", value=days))
    if file is not None and (not isinstance(file, str) or not file.strip()):
        raise ValueError(say("file: a path is needed, not {value!r}", value=file))
    return Report(days, file)


def watch(value: Any) -> Watch | None:
    """The table [watch]; None where there is none."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(say("a table [watch] is needed"))
    if unknown := sorted(value.keys() - {"file"}):
        raise ValueError(say("no such key: {key}; known is file", key=unknown[0]))
    file = value.get("file", Watch.file)
    if not isinstance(file, str) or not file.strip():
        raise ValueError(say("file: a path is needed, not {value!r}", value=file))
    return Watch(file)


def zone(value: Any) -> ZoneInfo:
    """A time zone of the IANA database."""
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, TypeError, OSError):
        raise ValueError(say("there is no time zone {value!r}; names are like Asia/Shanghai", value=value)) from None


def cron(value: Any, where: ZoneInfo) -> CronTrigger:
    """A cron expression of five fields, in the parts of the language that all programs read alike."""
    fields = value.split() if isinstance(value, str) else []
    if len(fields) != 5:
        raise ValueError(say("five fields are needed (minute hour day month weekday), not {value!r}", value=value))
    if re.search(r"\d", fields[4]):
        # cron counts from Sunday = 0, APScheduler 3 from Monday = 0.
        words = marked("write weekdays as mon … sun, not {value!r}: programs number them differently")
        raise ValueError(say(words, value=fields[4]))
    if fields[2] != "*" and fields[4] != "*":
        # cron takes either, APScheduler 3 both.
        raise ValueError(say("give a day of the month or a weekday, not both: programs differ on what both mean"))
    trigger = CronTrigger.from_crontab(value, timezone=where)
    if trigger.get_next_fire_time(None, datetime(2026, 1, 1, tzinfo=where)) is None:
        raise ValueError(say("{value!r} never comes", value=value))
    return trigger
