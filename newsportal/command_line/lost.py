"""What a process that goes on without its database says of that."""

from __future__ import annotations

import logging
from time import monotonic

from newsportal.messages import say
from newsportal.os_errors import told
from newsportal.state.walk import StateLost

logger = logging.getLogger(__name__)


class Told:
    """Says that the database is lost, again after so many seconds and where the reason changes, and once that it is
    there again."""

    def __init__(self, again: float = 600.0) -> None:
        self._lost, self._again, self._why, self._said = False, again, "", 0.0

    def lost(self, error: StateLost) -> None:
        """It is not there."""
        why = told(error)
        if not self._lost or why != self._why or monotonic() - self._said >= self._again:
            logger.warning("%s", say("{why}; it is tried again", why=why))
            self._why, self._said = why, monotonic()
        self._lost = True

    def there(self) -> None:
        """It is there."""
        if self._lost:
            logger.info("%s", say("the database is there again"))
        self._lost = False
