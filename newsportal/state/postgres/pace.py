"""The pace at which hosts are asked, kept by the server's clock: no two machines' clocks agree.

A turn is a lock of the connection, as the portal's is: it ends with its holder, however long a request may take.
"""

from __future__ import annotations

import time

from newsportal.state.postgres.connection import Wire
from newsportal.state.postgres.database import safe
from newsportal.text.keys import key_of


class PostgresPace:
    """When each host may be asked next; it belongs to no transaction."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def take(self, host: str, delay: float, *, held: bool) -> float:
        """Take a host's turn and give 0, or the seconds to wait; one way there and back."""
        ((wait,),) = self._wire.at_once("SELECT take_turn(%s, %s, %s, %s)", (safe(host), _turn(host), delay, held))
        return float(wait)

    def note(self, host: str, delay: float) -> None:
        """End a turn that is held: the next is so many seconds from now. It is sent with whatever is sent next."""
        begin = time.monotonic()
        self._wire.later(
            "WITH noted AS (UPDATE pace SET next = clock_timestamp() + %s * interval '1 second' WHERE host = %s) "
            "SELECT pg_advisory_unlock(%s)",
            lambda: (max(0.0, delay - (time.monotonic() - begin)), safe(host), _turn(host)),
        )


def _turn(host: str) -> int:
    return key_of(f"newsportal turn\0{host}")
