"""Killed at any moment, or out of disk: the four files are what an undisturbed crawl would have written."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.forks import Forked

ROOT = Path(__file__).parents[2]
KILLS = 20


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kills", ROOT / "benchmarks" / "kills.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kills"] = module
    spec.loader.exec_module(module)
    return module


kills = _bench()


class Bench(kills.Bench):  # type: ignore[misc, name-defined]
    """Its crawls are forks, but for those that another command begins."""

    def process(self, home: Path, before: tuple[str, ...], arguments: list[str]) -> Any:
        if before:
            return super().process(home, before, arguments)
        return Forked(("scrapy", *arguments), home, self.environment(), log=home / "log.txt")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The demo portal with some 500 pages, crawled once without a kill."""
    yield from crawled(tmp_path_factory.mktemp("large"), 450)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The demo portal with some 80 pages, crawled once without a kill."""
    yield from crawled(tmp_path_factory.mktemp("small"), 60)


def crawled(folder: Path, articles: int) -> Iterator[Any]:
    with kills.portal(folder, articles) as served:
        bench = Bench(served.folder, served.port)
        assert bench.run("whole") == 0, bench.log("whole")
        bench.requests = len(bench.asked())
        assert len(lines(bench, "whole", "articles")) >= articles
        yield bench


def lines(bench: Any, name: str, kind: str) -> list[dict[str, Any]]:
    return kills.records(bench.folder / name, f"{kind}.jsonl")  # type: ignore[no-any-return]


def test_twenty_kills_at_random_moments_lose_double_and_tear_nothing(large: Any) -> None:
    asked = len(large.asked())
    assert large.kill_often("killed", KILLS, large.requests, random.Random(7)) == 0
    assert large.kills == KILLS
    assert kills.differences(large.folder / "whole", large.folder / "killed") == {}
    assert not kills.KEPT or kills.not_kept(large.folder / "killed") == []
    again = kills.refetched(large.asked()[asked:], [record["url"] for record in lines(large, "killed", "articles")])
    # One article at a time is under way when the process ends.
    assert again.total() <= KILLS
    assert max(again.values(), default=0) <= 2


def ends_full(bench: Any, name: str, before: tuple[str, ...]) -> None:
    """A crawl meets a full disk: one clear error and its own exit code."""
    assert bench.run(name, before=before) == 74
    log = bench.log(name)
    assert "Traceback" not in log, log
    errors = [text for text in log.splitlines() if "ERROR" in text]
    assert 1 <= len(errors) <= 2, errors
    assert all("cannot write" in text for text in errors), errors


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit (util-linux) is not installed here")
def test_a_file_size_limit_ends_the_crawl_with_one_error_and_loses_nothing(small: Any) -> None:
    ends_full(small, "limit", ("prlimit", "--fsize=400000"))
    assert small.run("limit") == 0
    assert kills.differences(small.folder / "whole", small.folder / "limit") == {}


def test_a_full_disk_under_the_files_leaves_whole_lines_that_the_next_start_goes_on_from(small: Any) -> None:
    home = small.folder / "full"
    (home / "output").mkdir(parents=True)
    (home / "kept").mkdir()
    script = 'mount -t tmpfs -o size=40k none output && "$@"; code=$?; cp output/*.jsonl kept; exit $code'
    before = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh")
    if shutil.which("unshare") is None:
        pytest.skip("unshare (util-linux) is not installed here")
    tried = subprocess.run([*before, "touch", "output/x.jsonl"], cwd=home, capture_output=True, check=False)
    if tried.returncode or (home / "output" / "x.jsonl").exists():
        pytest.skip("this machine lets nobody mount a small tmpfs in a namespace of its own")
    ends_full(small, "full", before)
    (home / "output").rmdir()
    (home / "kept").rename(home / "output")
    (home / "output" / "x.jsonl").unlink()
    assert small.run("full") == 0
    assert kills.differences(small.folder / "whole", home) == {}


DEADLY = """
import os, signal

class Deadly:
    def process_item(self, item):
        if item.url == open("deadly").read():
            os.kill(os.getpid(), signal.SIGKILL)
        return item
"""


def test_a_page_that_ends_the_process_twice_is_set_aside_and_named(small: Any) -> None:
    deadly = lines(small, "whole", "articles")[30]["url"]
    home = small.folder / "deadly"
    home.mkdir()
    (home / "deadly.py").write_text(DEADLY)
    (home / "deadly").write_text(deadly)
    pipelines = {"deadly.Deadly": 50}
    pipelines |= {f"newsportal.pipelines.{n}": 100 + i for i, n in enumerate(("Validate", "Deduplicate", "JsonLines"))}
    option = f"ITEM_PIPELINES={json.dumps(pipelines)}"
    assert [small.run("deadly", "-s", option) for _ in range(3)] == [-9, -9, 0]
    assert f"set aside, since the process ended twice while reading it: '{deadly}'" in small.log("deadly")
    (crawl,) = lines(small, "deadly", "crawls")
    assert crawl["set_aside"] == [deadly]
    expected = Counter(record["url"] for record in lines(small, "whole", "articles"))
    assert Counter(record["url"] for record in lines(small, "deadly", "articles")) == expected - Counter([deadly])


def test_two_portals_crawled_at_once_share_one_state_and_four_files(small: Any) -> None:
    one = small.start("both")
    other = small.start("both", spider=("demo",))
    assert (one.wait(300), other.wait(300)) == (0, 0), small.log("both")
    both = Counter(line["portal"] for line in lines(small, "both", "articles") if line["revision"] == 1)
    assert {crawl["portal"]: crawl["articles_new"] for crawl in lines(small, "both", "crawls")} == both
    for kind in ("headlines", "sightings"):
        figure = "headlines_new" if kind == "headlines" else kind
        found = Counter(record["portal"] for record in lines(small, "both", kind))
        # The slower one may find nothing new.
        assert +Counter({crawl["portal"]: crawl[figure] for crawl in lines(small, "both", "crawls")}) == found
