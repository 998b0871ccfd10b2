"""Traps: parts of the web without end that give nothing new, and what a crawl spends on each at most.

Not pages are counted but pages that gave nothing new: twenty thousand articles of one shape are a portal, eighty
pages of one shape without a new article or headline are a trap. Pure: addresses and verdicts in, verdicts out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsportal.urls.shape import Shape, shape

BUDGET = 80
"""Pages in a row without anything new, less the credit of others, after which a shape, or a path with any query, is not
followed any more; nor, where they are copies, their directory; nor shapes that gave nothing in that directory or host.
"""

SHARE, HOST_SHARE = 20, 5
"""Pages of one shape that count against its host, and of one host that count against the unknown hosts beside it."""

TRIES, CHANCES = 6, 5
"""Such pages after which an outline counts as tried: until then it gets its chance, whatever else its host holds,
unless so many others had theirs in vain."""

CREDIT = 3
"""Pages without anything new that a page with something new makes up for."""

DEAD = 3_000
"""Dead links in a row, without a page between that gives something new, after which a host is asked no more. Portals
keep links to pages long gone, and a dead link leads nowhere: many of them are no trap yet."""

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

    def enter(self, useful: bool, budget: int) -> bool:
        """Take in one page; whether that used the budget up."""
        self.useful |= useful
        self.idle = max(0, self.idle - CREDIT) if useful else self.idle + 1
        before, self.spent = self.spent, self.spent or self.idle >= budget
        return self.spent and not before


class Traps:
    """Decides whether an address is worth a request. For addresses not read before: seeds and known hubs are not asked.

    reason = traps.admit(url, depth)            # just before the request is made
    traps.report(url, useful, fingerprint)      # after the page was read
    traps.dead(url)                             # or where there is none: 404, 410
    """

    def __init__(self) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        """Addresses refused, by kind of trap and shape of address or place."""
        self._admitted: dict[str, None] = {}
        self._accounts: dict[tuple[str, ...], _Account] = {}
        self._fingerprints: dict[int, int] = {}
        """Those of pages, with the hash of the address of each."""

    def admit(self, url: str, depth: int = 0) -> str | None:
        """The kind of trap that an address belongs to, None where it may be asked.

        growing_path, query (facets), calendar, session_ids, pattern: a shape that gives nothing; copies: one page under
        many addresses; directory, farm (a host, or hosts beside one another): nothing more is tried there of which
        nothing good is known; dead_links: too many of a host in a row; depth.
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
        accounts = (self._accounts.get(key) for key in _keys(form))
        pattern, query, copies, directory, host, outline, chances, siblings, dead = accounts
        if dead and dead.spent:
            return "dead_links", form.host
        if siblings and siblings.spent and not (host and host.useful):
            return "farm", f"*.{form.host.partition('.')[2]}"
        place = f"{form.host}/{form.directory.strip('/')}"
        if pattern and pattern.spent:
            return form.kind, str(form)
        if query and query.spent:
            return "query", f"{form.host}{form.path}?"
        unknown = pattern is None or not pattern.useful
        if unknown and not (outline and outline.spent) and not (chances and chances.spent):
            return None, ""
        named = form.kind if form.kind in ("calendar", "session_ids") else ""
        if copies and copies.spent:
            return named or "copies", place
        if unknown and directory and directory.spent:
            return named or "directory", place
        if unknown and host and host.spent:
            return ("query", f"{form.host}{form.path}?") if query and query.idle > SHARE else ("farm", form.host)
        return None, ""

    def report(self, url: str, useful: bool, fingerprint: int = 0) -> None:
        """Take in what the page of an address gave; for one that was not admitted here, only what is to its credit.

        `useful`: it had an article, a further page of one, or a headline that was not known. `fingerprint`: a hash of
        its text, 0 for none; a page with the fingerprint of another address gave nothing, whatever it seems to give.
        """
        here = hash(url)
        copy = bool(fingerprint) and self._fingerprints.setdefault(fingerprint, here) != here
        _forget(self._fingerprints)
        useful = useful and not copy
        if url in self._admitted:
            del self._admitted[url]
        elif not useful:
            return
        form = shape(url)
        pattern, query, copies, directory, host, outline, chances, siblings, dead = _keys(form)
        own, whole = self._account(pattern), self._account(host)
        if useful and dead in self._accounts:
            self._accounts[dead].idle = 0
        if not whole.useful and (useful or whole.idle < HOST_SHARE):
            self._account(siblings).enter(useful, BUDGET)
        if not own.useful and (useful or own.idle < SHARE):
            whole.enter(useful, BUDGET)
        own.enter(useful, BUDGET)
        self._account(query if form.query else directory).enter(useful, BUDGET)
        if copy or useful:
            self._account(copies).enter(useful, BUDGET)
        if self._account(outline).enter(useful, TRIES):
            self._account(chances).enter(False, CHANCES)

    def dead(self, url: str) -> None:
        """Take in that the server has no page at an address."""
        self._admitted.pop(url, None)
        self._account(_keys(shape(url))[-1]).enter(False, DEAD)

    def _account(self, key: tuple[str, ...]) -> _Account:
        account = self._accounts.get(key)
        if account is None:
            account = self._accounts[key] = _Account()
            _forget(self._accounts)
        return account


def _forget(memory: dict[Any, Any]) -> None:
    if len(memory) > REMEMBERED:
        del memory[next(iter(memory))]


@lru_cache(200)  # asked for as an address is admitted, and again when its page was read
def _keys(form: Shape) -> tuple[tuple[str, ...], ...]:
    """An address's accounts, from its shape to the hosts beside its own."""
    return (
        ("pattern", form.host, form.path, form.query),
        ("query", form.host, form.path),
        ("copies", form.host, form.directory),
        ("directory", form.host, form.directory),
        ("host", form.host),
        ("outline", form.host, form.outline),
        ("chances", form.host),
        ("siblings", form.host.partition(".")[2]),
        ("dead", form.host),
    )
