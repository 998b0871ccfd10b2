"""The six steps of docs/contributing.md, followed on a copy of the project with the demo portal as the new one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsportal.demo.markup import BASE
from tests.run import ROOT, records

COPIED = ("newsportal", "tests/spiders", "pyproject.toml", "scrapy.cfg")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project: its package, its settings, and the fleet test."""
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return tmp_path


@pytest.fixture
def proxy() -> Iterator[str]:
    """Address of the proxy on loopback behind which the demo portal stands."""
    command = [sys.executable, "-m", "newsportal.demo"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().split()[-1]
        server.terminate()


def run(project: Path, *arguments: str, proxy: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(project), "http_proxy": proxy, "no_proxy": ""}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def fleet(project: Path) -> subprocess.CompletedProcess[str]:
    return run(project, "pytest", "-n", "0", "-p", "no:cacheprovider", "tests/spiders/test_all.py")


def test_the_six_steps_lead_to_a_portal_that_crawls_and_passes(project: Path, proxy: str):
    made = run(project, "scrapy", "genspider", "-t", "portal", "riverside", f"{BASE}:80")
    assert made.returncode == 0, made.stderr
    spider = project / "newsportal" / "spiders" / "riverside.py"
    text = spider.read_text("utf-8")
    assert f'seeds = ("{BASE}/",)' in text
    untouched = fleet(project)
    assert untouched.returncode == 0, untouched.stdout

    text = text.replace("article = None", r'article = r"/20\d{6}/\d{5}\.html"')
    spider.write_text(text.replace("example = None", f'example = "{BASE}/shehui/20261120/00069.html"'), "utf-8")
    crawled = run(
        project, "scrapy", "crawl", "riverside", "-a", "articles=5", "-s", "DOWNLOAD_DELAY=0", proxy=proxy
    )  # fmt: skip
    assert crawled.returncode == 0, crawled.stderr
    articles = records(project, "articles")
    assert len(articles) == 5
    assert all(article["title"] and article["text"] and article["published"] for article in articles)

    done = fleet(project)
    assert done.returncode == 0, done.stdout
    assert passed(done) == passed(untouched) + 1


def passed(ran: subprocess.CompletedProcess[str]) -> int:
    found = re.search(r"(\d+) passed", ran.stdout)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("url", "seed", "domain"),
    [
        ("https://news.163.com/", "https://news.163.com/", "163.com"),
        ("www.riverside.example.com.cn:8080/news", "https://www.riverside.example.com.cn:8080/news", "example.com.cn"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/", "127.0.0.1"),
    ],
)
def test_the_template_gets_a_canonical_seed_and_the_registered_domain(project: Path, url: str, seed: str, domain: str):
    made = run(project, "scrapy", "genspider", "-t", "portal", "riverside", url)
    assert made.returncode == 0, made.stderr
    text = (project / "newsportal" / "spiders" / "riverside.py").read_text("utf-8")
    assert f'seeds = ("{seed}",)' in text
    assert f'domains = ("{domain}",)' in text


def test_an_address_that_is_not_of_the_web_makes_no_spider(project: Path):
    made = run(project, "scrapy", "genspider", "-t", "portal", "riverside", "ftp://riverside.example.cn/")
    assert made.returncode == 2
    assert "is not an http or https address" in made.stderr
    assert not (project / "newsportal" / "spiders" / "riverside.py").exists()
