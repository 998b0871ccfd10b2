"""The queue of a database of a test's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from newsportal.schedule.cluster.queue import Queue


@pytest.fixture
def queue(database: str) -> Iterator[Queue]:
    from newsportal.schedule.cluster.queue import Queue  # needs newsportal[cluster]

    made = Queue(database)
    yield made
    made.close()
