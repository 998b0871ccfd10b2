"""A host is asked by one machine at a time, and at its delay, whichever machine asks."""

from __future__ import annotations

import time
from itertools import pairwise
from threading import Thread

import pytest

from tests.waiting import wait_for

pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")


def test_machines_take_turns_at_a_host_and_keep_its_delay(database: str) -> None:
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.pace import PostgresPace

    asked: list[tuple[float, float]] = []

    def work() -> None:
        wire = Wire(database)
        pace = PostgresPace(wire)
        for _ in range(6):
            while wait := pace.take("h.example", 0.05, held=True):
                time.sleep(min(wait, 0.05))
            begin = time.monotonic()
            time.sleep(0.01)
            asked.append((begin, time.monotonic()))
            pace.note("h.example", 0.05)
        wire.close()

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked.sort()
    assert len(asked) == 18
    assert all(following - end >= 0.05 for (_, end), (following, _) in pairwise(asked))


def test_a_host_whose_asker_was_killed_is_free_again_after_the_delay(database: str) -> None:
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.pace import PostgresPace

    killed, other = Wire(database), Wire(database)
    one, pace = PostgresPace(killed), PostgresPace(other)
    assert one.take("h.example", 0.0, held=True) == 0
    assert pace.take("h.example", 0.0, held=True) > 0, "a request may take as long as it needs"
    assert pace.take("another.example", 60.0, held=True) == 0
    killed.close()
    wait_for(lambda: pace.take("h.example", 60.0, held=True) == 0)
    pace.note("h.example", 0.0)
    assert pace.take("h.example", 60.0, held=False) == 0
    assert 59 < pace.take("h.example", 60.0, held=False) <= 60
    other.close()
