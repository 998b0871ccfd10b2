"""What rereading came to, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsportal.messages import counted, listed, say
from newsportal.reread.run import Outcome
from newsportal.version import rules

_WIDTH = 60
"""Characters of a value that are shown."""


def lines(portal: str, outcome: Outcome, unread: dict[str, int]) -> Iterator[str]:
    """The summary of a portal, then what changed by field, with examples."""
    told = [
        counted("{n:,} page", "{n:,} pages", outcome.pages),
        counted("{n:,} article", "{n:,} articles", outcome.articles),
        say("{n:,} changed", n=outcome.changes.articles),
    ]
    if outcome.new:
        told.append(say("{n:,} that were none before", n=outcome.new))
    if outcome.gone:
        told.append(say("{n:,} that are none any more and stay as they are", n=outcome.gone))
    told += [say("{n:,} unread ({reason})", n=n, reason=reason) for reason, n in sorted(unread.items())]
    yield say("{portal}, read again by {rules}: {parts}", portal=portal, rules=rules(), parts=listed(told))
    for name, examples in outcome.changes.examples().items():
        yield f"  {name:19} {outcome.changes.fields[name]:,}"
        for example in examples:
            before, after = _shown(example.before), _shown(example.after)
            begin = max(0, _differ(before, after) - _WIDTH // 3)
            yield f"    {example.url}"
            yield f"      - {_cut(before, begin)}"
            yield f"      + {_cut(after, begin)}"


def _shown(value: Any) -> str:
    """A value on one line."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return " · ".join(map(_shown, value))
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one)
    return str(value).replace("\n", "⏎")


def _differ(one: str, other: str) -> int:
    """Where two texts begin to differ."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(value: str, begin: int) -> str:
    end = begin + _WIDTH
    return f"{'…' if begin else ''}{value[begin:end]}{'…' if end < len(value) else ''}"
