"""The demo portal, its pages read by processes beside the crawl."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from benchmarks.kills import VARYING, told
from tests.run import crawls, scrapy, start
from tests.waiting import wait_for

AT_ONCE = ("-s", "DOWNLOAD_DELAY=0")


def test_a_crawl_with_readers_writes_what_one_without_writes_in_the_same_order(tmp_path: Path) -> None:
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    scrapy(alone, "crawl", "demo", *AT_ONCE)
    ran = scrapy(beside, "crawl", "demo", *AT_ONCE, "-s", "NEWSPORTAL_READERS=2")
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert crawls(beside)[0].articles_new > 50
    for name in VARYING:
        assert told(beside, name) == told(alone, name)


def test_a_crawl_that_is_killed_leaves_no_reader_behind(tmp_path: Path) -> None:
    crawl = start(tmp_path, "crawl", "demo", "-s", "NEWSPORTAL_READERS=2")
    wait_for(lambda: [one for child in children(crawl.pid) for one in children(child)])
    readers = [one for child in children(crawl.pid) for one in (child, *children(child))]
    crawl.kill()
    wait_for(lambda: not any(is_alive(pid) for pid in readers))


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = [(int(path.parent.name), stat_of(path)) for path in Path("/proc").glob("[0-9]*/stat")]
    return [child for child, stat in found if stat and int(stat[1]) == pid]


def is_alive(pid: int) -> bool:
    """Whether a process has not ended."""
    stat = stat_of(Path(f"/proc/{pid}/stat"))
    return bool(stat) and stat[0] != "Z"


def stat_of(path: Path) -> list[str]:
    """State, parent and so on of a process; empty where it is gone."""
    with suppress(OSError):
        return path.read_text().rpartition(")")[2].split()
    return []
