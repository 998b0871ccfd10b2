"""What `scrapy work` and `scrapy schedule --cluster` say of their options, and of a database that is away."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from newsportal.exit_codes import Exit
from tests.run import scrapy
from tests.schedule.cluster.plans import EVER, Scripts, end, entry, plan, worker

pytest.importorskip("procrastinate", reason="procrastinate is not installed: newsportal[cluster]")
from newsportal.command_line.lost import Told
from newsportal.command_line.working import cancelled
from newsportal.schedule.cluster.leader import Leader
from newsportal.schedule.cluster.queue import Queue
from newsportal.state.walk import StateLost


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("work", "--cancel", ""), "--cancel takes the name of a crawl in the schedule"),
        (("work", "--cancel", "x", "--at-once", "2"), "--cancel starts no worker: it goes without --at-once"),
        (("work", "--at-once", "0"), "--at-once: a worker runs one crawl at least"),
        (("work", "foo"), "scrapy work takes no arguments"),
        (("schedule", "--cluster", "--check"), "scrapy schedule takes one file, and either --check or --cluster"),
    ],
)
def test_options_that_mean_nothing_are_refused_with_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    told = scrapy(tmp_path, *arguments, "-s", f"NEWSPORTAL_STATE=postgresql:///x?host={tmp_path}")
    assert (told.returncode, told.stdout) == (Exit.USAGE, "")
    assert words in told.stderr


def test_a_crawl_that_is_cancelled_is_told_to_have_waited_or_to_run(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    queue = Queue(database)
    Leader(queue).look(plan(entry("one"), entry("two")))
    one = worker(database, Scripts(one=EVER), at_once=1)
    one.look()
    assert cancelled(database, "one") == cancelled(database, "two") == Exit.OK
    ran, waited = capsys.readouterr().out.splitlines()
    assert ran == "one runs: it is asked to end, and is resumed at its next time"
    assert waited == "two only waited: it is not started before its next time"
    end(one)
    queue.close()


def test_that_the_database_is_lost_is_said_once_and_again_now_and_then_and_where_the_reason_changes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    seldom, often = Told(), Told(again=0.0)
    for why in ("away", "away", "refused"):
        seldom.lost(StateLost(why))
    seldom.there()
    assert caplog.messages == [
        "away; it is tried again", "refused; it is tried again", "the database is there again"
    ]  # fmt: skip
    caplog.clear()
    for _ in range(2):
        often.lost(StateLost("away"))
    assert caplog.messages == ["away; it is tried again"] * 2
