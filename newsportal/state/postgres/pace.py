"""The pace at which hosts are asked, kept by the server's clock: no two machines' clocks agree."""

from __future__ import annotations

from newsportal.state.postgres.connection import Wire, safe

_ASKED = 30
"""Seconds for which a host whose answer has not begun is left to whoever asks it: after them that one was killed."""


class PostgresPace:
    """When each host may be asked next; each call is one way there and back, and belongs to no transaction."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def take(self, host: str, seconds: float | None) -> float:
        """Take a host's turn for so long (None: until its answer is noted) and give 0, or the seconds to wait."""
        ((taken, wait),) = self._wire.at_once(
            "WITH turn AS (INSERT INTO pace VALUES (%s, clock_timestamp() + %s * interval '1 second') "
            "ON CONFLICT (host) DO UPDATE SET next = excluded.next WHERE pace.next <= clock_timestamp() RETURNING 1) "
            "SELECT (SELECT count(*) FROM turn), "
            "(SELECT extract(epoch FROM next - clock_timestamp())::float8 FROM pace WHERE host = %s)",
            (safe(host), _ASKED if seconds is None else seconds, safe(host)),
        )
        # Whoever took it meanwhile is not seen yet.
        return 0.0 if taken else max(wait or 0.0, 0.02)

    def note(self, host: str, delay: float) -> None:
        """Let others ask the host after so many seconds."""
        self._wire.at_once(
            "UPDATE pace SET next = clock_timestamp() + %s * interval '1 second' WHERE host = %s RETURNING 1",
            (delay, safe(host)),
        )
