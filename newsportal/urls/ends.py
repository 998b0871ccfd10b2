"""The ends of a long list of addresses."""

from __future__ import annotations

from collections.abc import Sequence


def ends(addresses: Sequence[str], count: int, *, newest_first: bool) -> tuple[str, ...]:
    """At most so many addresses of a list: the first ones, or those at both ends where the newest may be last."""
    if newest_first or len(addresses) <= count:
        return tuple(addresses[:count])
    last = count // 2
    return (*addresses[: count - last], *addresses[len(addresses) - last :])
