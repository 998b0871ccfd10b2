"""The six steps of docs/contributing.md, followed on a copy of the project with the demo portal as the new one."""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsportal import settings
from newsportal.commands import genspider
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


def run(
    project: Path, *arguments: str, proxy: str = "", package: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(package or project), "http_proxy": proxy, "no_proxy": ""}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def fleet(project: Path) -> subprocess.CompletedProcess[str]:
    return run(project, "pytest", "-n", "0", "-p", "no:cacheprovider", "tests/spiders/test_all.py")


def test_the_six_steps_lead_to_a_portal_that_crawls_and_passes(project: Path, proxy: str):
    made = run(project, "scrapy", "genspider", "-s", "DOWNLOAD_DELAY=0", "riverside", f"{BASE}:80", proxy=proxy)
    assert made.returncode == 0, made.stderr
    spider = project / "newsportal" / "spiders" / "riverside.py"
    text = spider.read_text("utf-8")
    assert f'seeds = ("{BASE}/",)' in text
    assert f'"{BASE}/rss.xml"' in text
    assert 'title = "汐闻网"' in text
    untouched = fleet(project)
    assert untouched.returncode == 0, untouched.stdout

    assert re.search(r"example = \(\"http://demo.newsportal.example/\w+/2026\d{4}/\d{5}.html\",\)", text)
    crawled = run(
        project, "scrapy", "crawl", "riverside", "-a", "articles=5", "-s", "DOWNLOAD_DELAY=0", proxy=proxy
    )  # fmt: skip
    assert crawled.returncode == 0, crawled.stderr
    articles = records(project, "articles")
    assert len(articles) == 5
    assert all(article["title"] and article["text"] and article["published"] for article in articles)

    done = fleet(project)
    assert done.returncode == 0, done.stdout
    assert passed(done) == passed(untouched)


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
    made = run(project, "scrapy", "genspider", "--no-look", "riverside", url)
    assert made.returncode == 0, made.stderr
    text = (project / "newsportal" / "spiders" / "riverside.py").read_text("utf-8")
    assert f'seeds = ("{seed}",)' in text
    assert f'domains = ("{domain}",)' in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("riverside", "ftp://riverside.example.cn/"), ["is not an http or https address"]),
        (("riverside",), ["takes a name and an address"]),
        (("-t", "basic", "riverside", "riverside.example.cn"), ["there is no template 'basic'; there are: portal"]),
        (("my-portal", "riverside.example.cn"), ["cannot be a portal's name", "my_portal would do"]),
        (("class", "riverside.example.cn"), ["cannot be a portal's name"]),
        (("人民", "riverside.example.cn"), ["cannot be a portal's name"]),
        (("../riverside", "riverside.example.cn"), ["cannot be a portal's name"]),
        (("Riverside", "riverside.example.cn"), ["cannot be a portal's name", "riverside would do"]),
        (("newsportal", "riverside.example.cn"), ["the project's own name"]),
        (
            ("people", "riverside.example.cn"),
            ["there is a spider 'people' already, in newsportal.spiders.central.people"],
        ),
        (("base", "riverside.example.cn"), ["base.py exists already"]),
        (("--force", "base", "riverside.example.cn"), ["base.py exists already"]),
    ],
)
def test_what_can_be_no_portal_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, arguments, says):
    monkeypatch.chdir(ROOT)
    command, parser = genspider.Command(), argparse.ArgumentParser()
    command.settings = Settings({name: getattr(settings, name) for name in dir(settings) if name.isupper()})
    command.add_options(parser)
    spiders = ROOT / "newsportal" / "spiders"
    before = {path.name: path.read_bytes() for path in spiders.glob("*.py")}
    with pytest.raises(UsageError) as refused:
        command.run(*reversed(parser.parse_known_args(arguments)))
    assert all(words in str(refused.value) for words in says)
    assert "\n" not in str(refused.value)
    assert {path.name: path.read_bytes() for path in spiders.glob("*.py")} == before


def test_a_refusal_ends_with_exit_code_2(project: Path):
    made = run(project, "scrapy", "genspider", "my-portal", "riverside.example.cn")
    assert made.returncode == 2
    assert "my_portal would do" in made.stderr.splitlines()[-1]


def test_an_address_cannot_put_code_into_the_spider(project: Path):
    made = run(project, "scrapy", "genspider", "--no-look", "riverside", 'https://riverside.example.cn/"+x+"\\')
    assert made.returncode == 0, made.stderr
    tree = ast.parse((project / "newsportal" / "spiders" / "riverside.py").read_text("utf-8"))
    values = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Tuple)}
    assert values == {"('https://riverside.example.cn/%22+x+%22%5C',)", "('example.cn',)"}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The package as pip installs it: a copy in a folder site-packages, no part of any project."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "newsportal", tmp_path / "site-packages" / "newsportal", ignore=ignored)
    return tmp_path / "site-packages"


def own_project(folder: Path) -> Path:
    """The three files of docs/contributing.md, as it shows them."""
    text = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    text = text[text.index("## A project of your own") : text.index("## House rules")]
    for name, body in re.findall(r"^`([\w./]+)`(?:\n\n((?:    .*\n|\n)+)|, which is empty)", text, re.MULTILINE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(body), "utf-8")
    return folder


def test_an_installed_package_writes_into_the_users_own_project_and_never_into_itself(installed: Path, tmp_path: Path):
    before = sorted(path.name for path in (installed / "newsportal" / "spiders").glob("*.py"))
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    refused = run(plain, "scrapy", "genspider", "--no-look", "riverside", "riverside.example.cn", package=installed)
    assert refused.returncode == 2
    assert "newsportal.spiders is the installed package itself" in refused.stderr
    assert "a project of your own is three files" in refused.stderr

    own = own_project(tmp_path / "own")
    assert sorted(str(path.relative_to(own)) for path in own.rglob("*.*")) == [
        "portals/settings.py", "portals/spiders/__init__.py", "scrapy.cfg",
    ]  # fmt: skip
    made = run(own, "scrapy", "genspider", "--no-look", "riverside", "www.riverside.example.cn", package=installed)
    assert made.returncode == 0, made.stderr
    assert (own / "portals" / "spiders" / "riverside.py").exists()
    listed = run(own, "scrapy", "list", package=installed).stdout.split()
    assert {"riverside", "people", "demo"} <= set(listed)
    assert sorted(path.name for path in (installed / "newsportal" / "spiders").glob("*.py")) == before


def test_one_broken_spider_file_stops_no_other_portal_and_is_named(installed: Path, tmp_path: Path):
    own = own_project(tmp_path / "own")
    for name, text in {"a": "import nosuch\n", "b": "def\n", "c": "x = 1\ny = undefined\n", "d": "exit(3)\n"}.items():
        (own / "portals" / "spiders" / f"{name}.py").write_text(text)
    crawled = run(own, "scrapy", "crawl", "demo", "-a", "articles=1", package=installed)
    assert crawled.returncode == 0, crawled.stderr
    for name, line, words in [
        ("a", 1, "No module named 'nosuch'"),
        ("b", 1, "SyntaxError"),
        ("c", 2, "NameError: name 'undefined' is not defined"),
        ("d", 1, "SystemExit: 3"),
    ]:
        said = [text for text in crawled.stderr.splitlines() if f"{name}.py, line {line} cannot be loaded" in text]
        assert len(said) == 1, (name, crawled.stderr)
        assert words in said[0]
    assert "Traceback" not in crawled.stderr
    broken = run(own, "scrapy", "crawl", "c", package=installed)
    assert broken.returncode == 2
    assert "c.py, line 2 cannot be loaded" in broken.stderr.splitlines()[-1]
    (own / "schedule.toml").write_text('[crawl.demo]\nevery = "9h"\n[crawl.c]\nevery = "9h"\n')
    checked = run(own, "scrapy", "schedule", "--check", package=installed)
    assert checked.returncode == 2
    assert "c.py, line 2 cannot be loaded" in checked.stderr
