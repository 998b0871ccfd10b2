"""`-a cluster=HOST:PORT`: a cluster of Ray reads the archives, in a network and among processes of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec

import pytest

from newsportal.archive.choice import Choice
from newsportal.archive.cluster import Cluster
from newsportal.archive.engine import EngineError
from newsportal.demo.site import site
from newsportal.spiders.archive import ArchiveSpider
from newsportal.spiders.arguments import ArgumentError
from tests.archive.made import archives, demo
from tests.archive.offline import imported
from tests.archive.test_import import lines
from tests.run import ROOT, scrapy_cfg

ALONE = ["unshare", "--net", "--pid", "--fork", "--mount-proc", "--kill-child"]


def can_be_alone() -> bool:
    """Whether a process can be given a network and processes of its own here."""
    tools = all(map(shutil.which, ("unshare", "ip")))
    command = [*ALONE, "ip", "link", "set", "lo", "up"]
    return tools and subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed")
@pytest.mark.skipif(not can_be_alone(), reason="no network namespace can be made here")
def test_a_cluster_with_a_killed_worker_writes_the_lines_of_one_process(tmp_path):
    path = archives(tmp_path / "archives", list(demo(site(articles=52), 60)), 4)
    imported(tmp_path / "one", path)
    project = scrapy_cfg(tmp_path / "many")
    # The names of its sockets are short ones.
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as home:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": home}
        command = [*ALONE, sys.executable, str(ROOT / "tests/archive/on_a_cluster.py"), f"{home}/ray", str(path)]
        done = subprocess.run(command, check=False, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("killed\n"), done.stderr
    assert lines(project) == lines(tmp_path / "one")


@pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed")
def test_where_no_cluster_answers_is_said_at_once():
    with pytest.raises(EngineError, match=r"no cluster of Ray answers at 127\.0\.0\.1:1: "):
        Cluster(Choice(), "127.0.0.1:1").begin([])


def test_an_address_is_a_host_and_a_port_and_leaves_no_room_for_processes_here(tmp_path):
    path = str(archives(tmp_path / "archives", list(demo(site(articles=52), 1)), 1))
    with pytest.raises(ArgumentError, match="is not HOST:PORT"):
        ArchiveSpider.check({"path": path, "cluster": "auto"})
    if find_spec("ray"):
        with pytest.raises(ArgumentError, match="leave out -a workers="):
            ArchiveSpider.check({"path": path, "cluster": "127.0.0.1:6379", "workers": "2"})
    else:
        with pytest.raises(ArgumentError, match="newsportal\\[ray\\]"):
            ArchiveSpider.check({"path": path, "cluster": "127.0.0.1:6379"})
