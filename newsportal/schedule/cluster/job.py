"""What the job of a crawl tells, and how a worker starts a crawl by it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from procrastinate.jobs import Job

from newsportal.messages import say
from newsportal.schedule.config import NAME
from newsportal.schedule.plan import Entry, Plan
from newsportal.schedule.runner import Process, limits
from newsportal.schedule.watched import under_watchdog
from newsportal.text.keys import key_of

TASK = "newsportal.crawl"
"""The name of the jobs."""
_LONGEST = 500
_LIMITS = ("longest", "stall", "grace", "log-size", "keep")


def job_of(plan: Plan, entry: Entry) -> dict[str, Any]:
    """What a worker is told of a crawl."""
    return {
        "name": entry.name, "portal": entry.portal, "arguments": entry.arguments, "settings": entry.settings,
        "limits": limits(plan, entry),
    }  # fmt: skip


def name_of(job: Job) -> str:
    """The name of a job's crawl in the schedule; the job's number where it tells none."""
    told: Any = job.task_kwargs
    name = told.get("name") if isinstance(told, dict) else None
    return name if isinstance(name, str) and NAME.fullmatch(name) else f"#{job.id}"


def lock_of(entry: Entry) -> str:
    """Crawls of one lock run one after the other: those of one portal, which some spiders are told by an address."""
    lock = " ".join(filter(None, (entry.portal, entry.arguments.get("url"))))
    # It stands in an index, whose entries have 2,700 bytes at most.
    return lock if len(lock) <= _LONGEST else f"{entry.portal} {key_of(lock)}"


def _whole(told: Any) -> bool:
    """Whether a job has all that a start needs: what stands in a database is data, of any kind."""
    if not isinstance(told, dict) or not all(
        isinstance(told.get(part), dict) for part in ("arguments", "settings", "limits")
    ):
        return False
    # They become a folder, and an argument.
    named = NAME.fullmatch(str(told.get("name"))) and not str(told.get("portal", "-")).startswith("-")
    return bool(named) and told["limits"].keys() >= {*_LIMITS}


def launcher(logs: Path, project: Path, settings: Mapping[str, str]) -> Callable[[Any], Process]:
    """What starts crawls by their jobs, in the project's folder; `settings` are the worker's own, for all of them."""

    def launch(told: Any) -> Process:
        if not _whole(told):
            raise ValueError(say("its job was not made by scrapy schedule"))
        name, portal = str(told["name"]), str(told["portal"])
        options = {key: str(told["limits"][key]) for key in _LIMITS}
        options |= {"logs": str(logs / name), "parent": str(os.getpid())}
        return under_watchdog(options, portal, told["arguments"], {**settings, **told["settings"]}, project)

    return launch
