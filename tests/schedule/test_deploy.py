"""The files in docs/deploy work when copied."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newsportal import settings
from newsportal.schedule import values
from newsportal.schedule.config import read
from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"


def portals() -> SpiderLoader:
    return SpiderLoader(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))


def test_the_example_of_a_schedule_is_in_order() -> None:
    loader = portals()
    plan = read(DEPLOY / "schedule.toml", loader.list(), lambda portal, given: loader.load(portal).check(given))
    assert [entry.name for entry in plan.entries] == ["people", "xinhua", "local"]


def test_the_lines_for_cron_name_real_times_portals_and_options(tmp_path: Path) -> None:
    lines = [
        line for line in (DEPLOY / "cron" / "newsportal.cron").read_text().splitlines() if line[:1] in "*0123456789"
    ]
    watched = [line.split(None, 5) for line in lines if "watchdog" in line]
    assert len(watched) == 2
    for *times, command in watched:
        values.cron(" ".join(times), ZoneInfo("Asia/Shanghai"))
        python, *options = command.split(" -- ")[0].split()
        assert python == ".venv/bin/python"
        crawl = command.split(" -- ")[1].split()
        assert crawl[:2] == [".venv/bin/scrapy", "crawl"]
        assert crawl[2] in portals().list()
        ran = subprocess.run(
            [sys.executable, *options, "--", sys.executable, "-c", "print('crawled')"], cwd=tmp_path, check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout + ran.stderr == "", "cron would mail this"
        (log,) = (tmp_path / "output" / "logs" / crawl[2]).iterdir()
        assert log.read_text() == "crawled\n"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    units = []
    for unit in (DEPLOY / "systemd").iterdir():
        # An instance, since systemd checks no template by itself; the commands of this machine stand elsewhere.
        copy = tmp_path / unit.name.replace("@.", "@people.")
        copy.write_text(unit.read_text().replace("/opt/newsportal/.venv/bin/", str(Path(sys.executable).parent) + "/"))
        units.append(str(copy))
    said = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if str(tmp_path) in line or "newsportal" in line] == []


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def ask(port: int, what: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{what}", timeout=10) as answer:
        return json.loads(answer.read())  # type: ignore[no-any-return]


@pytest.mark.skipif(
    not (importlib.util.find_spec("scrapyd") and importlib.util.find_spec("scrapyd_client")),
    reason="scrapyd and scrapyd-client are not installed here",
)
def test_scrapyd_takes_the_project_runs_a_crawl_and_says_that_it_ended(tmp_path: Path) -> None:
    home, port = tmp_path / "portals", free_port()
    shutil.copytree(DEPLOY / "scrapyd", home)
    for name in ("scrapyd.conf", "scrapy.cfg"):
        (home / name).write_text((home / name).read_text().replace("6800", str(port)))
    tools = Path(sys.executable).parent
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PORTALS_HOME": str(tmp_path / "srv")}
    environment["PATH"] = f"{tools}{os.pathsep}{environment['PATH']}"
    with (tmp_path / "scrapyd.log").open("w") as log:
        server = subprocess.Popen([tools / "scrapyd"], cwd=home, env=environment, stdout=log, stderr=log)
    try:
        wait_for(lambda: ask(port, "daemonstatus.json")["status"] == "ok")
        deployed = subprocess.run(
            [tools / "scrapyd-deploy"], cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        assert '"status": "ok"' in deployed.stdout, deployed.stdout + deployed.stderr
        client = [tools / "scrapyd-client", "schedule", "-p", "portals", "demo"]
        subprocess.run(client, cwd=home, env=environment, check=True, capture_output=True)
        wait_for(lambda: ask(port, "listjobs.json?project=portals")["finished"])
        logs = "\n".join(path.read_text() for path in home.rglob("logs/portals/demo/*.log"))
        lines = (tmp_path / "srv" / "output" / "crawls.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["exit_code"] for line in lines] == [0], logs
        assert (tmp_path / "srv" / "state.sqlite").exists()
    finally:
        server.terminate()
        server.wait(20)


def test_what_a_cluster_s_files_start_are_commands_with_their_options() -> None:
    from newsportal.commands import keep, schedule, work

    files = [*(DEPLOY / "systemd").glob("newsportal-*.service"), DEPLOY / "cluster" / "compose.yaml"]
    told = [line.split("scrapy ", 1)[1].split() for path in files for line in path.read_text().splitlines()
            if re.match(r"(ExecStart=.*/|\s+command: )scrapy ", line)]  # fmt: skip
    assert sorted(words[0] for words in told) == ["keep", "keep", "schedule", "schedule", "schedule", "work", "work"]
    for name, *options in told:
        command, parser = {"keep": keep, "schedule": schedule, "work": work}[name].Command(), ArgumentParser()
        command.settings = Settings()
        command.add_options(parser)
        assert parser.parse_known_args(options)[1] == []


def test_a_cluster_s_project_takes_the_database_from_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSPORTAL_STATE", "postgresql://machine1@db.example/news")
    place = DEPLOY / "cluster" / "portals" / "settings.py"
    spec = importlib.util.spec_from_file_location("cluster_settings", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.NEWSPORTAL_STATE == "postgresql://machine1@db.example/news"
    assert module.ROBOTSTXT_OBEY
