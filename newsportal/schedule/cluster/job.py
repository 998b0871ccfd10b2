"""What the job of a crawl tells, and how a worker starts a crawl by it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from newsportal.messages import say
from newsportal.schedule.config import NAME
from newsportal.schedule.plan import Entry, Plan
from newsportal.schedule.runner import Process, limits
from newsportal.schedule.watched import under_watchdog

TASK = "newsportal.crawl"
"""The name of the jobs."""
_LIMITS = ("longest", "stall", "grace", "log-size", "keep")


def job_of(plan: Plan, entry: Entry) -> dict[str, Any]:
    """What a worker is told of a crawl."""
    return {
        "name": entry.name, "portal": entry.portal, "arguments": entry.arguments, "settings": entry.settings,
        "limits": limits(plan, entry),
    }  # fmt: skip


def lock_of(entry: Entry) -> str:
    """Crawls of one lock run one after the other: those of one portal, which some spiders are told by an address."""
    return " ".join(filter(None, (entry.portal, entry.arguments.get("url"))))


def launcher(logs: Path, project: Path, settings: Mapping[str, str]) -> Callable[[dict[str, Any]], Process]:
    """What starts crawls by their jobs, in the project's folder; `settings` are the worker's own, for all of them."""

    def launch(told: dict[str, Any]) -> Process:
        name, portal = str(told["name"]), str(told["portal"])
        if not NAME.fullmatch(name) or portal.startswith("-"):
            # It becomes a folder, and an argument: what stands in a database is data.
            raise ValueError(say("its job was not made by scrapy schedule"))
        options = {key: str(told["limits"][key]) for key in _LIMITS}
        options |= {"logs": str(logs / name), "parent": str(os.getpid())}
        return under_watchdog(options, portal, told["arguments"], {**settings, **told["settings"]}, project)

    return launch
