"""Traps: parts of the web without end that give nothing new, and what a crawl spends on each at most.

Not pages are counted but pages that gave nothing new: twenty thousand articles of one shape are a portal, a hundred
pages of one shape without a new article or headline are a trap. Pure: addresses and verdicts in, verdicts out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from newsportal.download.shapes import Shape, shape

BUDGET = 100
"""Pages in a row without anything new after which a shape, a query, or copies in one directory are followed no more."""

DOUBT = 120
"""Such pages in a directory, or shapes in a host, after which only shapes that gave something are followed there."""

CREDIT = 3
"""Pages without anything new that a page with something new makes up for."""

DEEPEST = 200
"""Links that an address may be away from the seeds."""

REMEMBERED = 50_000
"""Fingerprints of pages, addresses admitted and shapes that are kept; the oldest goes first."""


@dataclass(slots=True)
class _Account:
    """What the pages of one kind gave."""

    idle: int = 0
    """Pages without anything new, less the credit of others."""
    useful: bool = False
    """Whether any gave something."""
    spent: bool = False
    """Whether the budget was used up; it stays so for this crawl."""

    def enter(self, useful: bool, budget: int) -> None:
        self.useful |= useful
        self.idle = max(0, self.idle - CREDIT) if useful else self.idle + 1
        self.spent |= self.idle >= budget


class Traps:
    """Decides whether an address is worth a request. For addresses not read before: seeds and known hubs are not asked.

    reason = traps.admit(url, depth)            # just before the request is made
    traps.report(url, useful, fingerprint)      # after the page was read
    """

    def __init__(self) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        """Addresses refused, by kind of trap and shape of address or place."""
        self._admitted: dict[str, None] = {}
        self._accounts: dict[tuple[str, ...], _Account] = {}
        self._fingerprints: dict[int, str] = {}

    def admit(self, url: str, depth: int = 0) -> str | None:
        """The kind of trap that an address belongs to, None where it may be asked.

        growing_path, query (facets), calendar, session_ids, pattern: a shape that gives nothing; copies: one page under
        many addresses; directory, farm (a host): shapes of which nothing is known are not tried there any more; depth.
        """
        form = shape(url)
        reason, where = self._judge(form, depth)
        if reason:
            self.found[reason, where] += 1
        else:
            self._admitted[url] = None
            _forget(self._admitted)
        return reason

    def _judge(self, form: Shape, depth: int) -> tuple[str | None, str]:
        if form.fault:
            return form.fault, f"{form.host}/{form.directory.strip('/')}"
        if depth > DEEPEST:
            return "depth", form.host
        pattern, query, copies, directory, host = (self._accounts.get(key) for key in _keys(form))
        if pattern and pattern.spent:
            return form.kind, str(form)
        if query and query.spent:
            return "query", f"{form.host}{form.path}?"
        place = f"{form.host}/{form.directory.strip('/')}"
        if copies and copies.spent:
            return ("session_ids" if "*" in form.path else "copies"), place
        if pattern is None or not pattern.useful:
            if directory and directory.spent:
                return "directory", place
            if host and host.spent:
                return "farm", form.host
        return None, ""

    def report(self, url: str, useful: bool, fingerprint: int = 0) -> None:
        """Take in what the page of an address gave; for one that was not admitted here, only what is to its credit.

        `useful`: it had an article, a further page of one, or a headline that was not known. `fingerprint`: a hash of
        its text, 0 for none; a page with the fingerprint of another address gave nothing, whatever it seems to give.
        """
        copy = bool(fingerprint) and self._fingerprints.setdefault(fingerprint, url) != url
        _forget(self._fingerprints)
        useful = useful and not copy
        if url in self._admitted:
            del self._admitted[url]
        elif not useful:
            return
        form = shape(url)
        pattern, query, copies, directory, host = _keys(form)
        first = pattern not in self._accounts
        self._account(pattern).enter(useful, BUDGET)
        if form.query:
            self._account(query).enter(useful, BUDGET)
        if copy or useful:
            self._account(copies).enter(useful, BUDGET)
        self._account(directory).enter(useful, DOUBT)
        if first:
            self._account(host).enter(useful, DOUBT)

    def _account(self, key: tuple[str, ...]) -> _Account:
        account = self._accounts.get(key)
        if account is None:
            account = self._accounts[key] = _Account()
            _forget(self._accounts)
        return account


def _forget(memory: dict[Any, Any]) -> None:
    if len(memory) > REMEMBERED:
        del memory[next(iter(memory))]


def _keys(form: Shape) -> tuple[tuple[str, ...], ...]:
    """The accounts of an address: its shape, its path with any query, copies in its directory, directory, host."""
    return (
        ("pattern", form.host, form.path, form.query),
        ("query", form.host, form.path),
        ("copies", form.host, form.directory),
        ("directory", form.host, form.directory),
        ("host", form.host),
    )
