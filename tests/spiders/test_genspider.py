"""The six steps of docs/contributing.md, followed in a project of one's own with the demo portal as the new one."""

from __future__ import annotations

import argparse
import ast
import asyncio
import importlib.util
import os
import re
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsportal import settings
from newsportal.commands import genspider
from newsportal.demo.markup import BASE
from newsportal.demo.server import DemoServer
from newsportal.demo.site import site
from newsportal.spiders.base import PortalSpider
from tests.forks import Forked
from tests.run import ROOT, records, scrapy_cfg
from tests.spiders import test_all as fleet

SPIDERS = ROOT / "newsportal" / "spiders"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The three files of docs/contributing.md, as it shows them."""
    text = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    text = text[text.index("## A project of your own") : text.index("## House rules")]
    for name, body in re.findall(r"^`([\w./]+)`(?:\n\n((?:    .*\n|\n)+)|, which is empty)", text, re.MULTILINE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(body), "utf-8")
    return tmp_path


@pytest.fixture
def proxy() -> Iterator[str]:
    """Address of the proxy on loopback behind which the demo portal stands."""
    loop, server = asyncio.new_event_loop(), DemoServer(site())
    thread = Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start(), loop).result()
    yield server.url
    asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def run(project: Path, *arguments: str, proxy: str = "") -> subprocess.CompletedProcess[str]:
    """`scrapy …` in a project as it is."""
    process = Forked(
        ("scrapy", *arguments), project, os.environ | {"PYTHONPATH": str(ROOT), "http_proxy": proxy, "no_proxy": ""}
    )
    try:
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
    return subprocess.CompletedProcess(arguments, process.wait(), out, err)


def written(project: Path) -> str:
    return (project / "portals" / "spiders" / "riverside.py").read_text("utf-8")


def loaded(project: Path) -> type[PortalSpider]:
    """The spider that was written, not among this process's modules."""
    spec = importlib.util.spec_from_file_location("riverside", project / "portals" / "spiders" / "riverside.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    spider: type[PortalSpider] = module.RiversideSpider
    return spider


def test_the_six_steps_lead_to_a_portal_that_crawls_and_passes(
    monkeypatch: pytest.MonkeyPatch, own: Path, proxy: str
) -> None:
    made = run(own, "genspider", "-s", "DOWNLOAD_DELAY=0", "riverside", f"{BASE}:80", proxy=proxy)
    assert made.returncode == 0, made.stderr
    text = written(own)
    assert f'seeds = ("{BASE}/",)' in text
    assert f'"{BASE}/rss.xml"' in text
    assert 'title = "汐闻网"' in text
    assert re.search(r"example = \(\"http://demo.newsportal.example/\w+/2026\d{4}/\d{5}.html\",\)", text)

    crawled = run(own, "crawl", "riverside", "-a", "articles=5", "-s", "DOWNLOAD_DELAY=0", proxy=proxy)
    assert crawled.returncode == 0, crawled.stderr
    articles = records(own, "articles")
    assert len(articles) == 5
    assert all(article["title"] and article["text"] and article["published"] for article in articles)

    for known in (fleet.SPIDERS, fleet.KNOWN, fleet.EXAMPLES):
        monkeypatch.setitem(known, "riverside", loaded(own))
    tests = {name: test for name, test in vars(fleet).items() if name.startswith("test_")}
    passed = [
        name for name, test in tests.items() if test.__code__.co_varnames[: test.__code__.co_argcount] == ("name",)
    ]
    for name in passed:
        tests[name]("riverside")
    assert len(passed) >= 7
    fleet.test_an_example_is_held_by_its_own_portal_alone_and_is_an_article_there()


@pytest.mark.parametrize(
    ("url", "seed", "domain"),
    [
        ("https://news.163.com/", "https://news.163.com/", "163.com"),
        ("www.riverside.example.com.cn:8080/news", "https://www.riverside.example.com.cn:8080/news", "example.com.cn"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/", "127.0.0.1"),
    ],
)
def test_the_template_gets_a_canonical_seed_and_the_registered_domain(own: Path, url: str, seed: str, domain: str):
    made = run(own, "genspider", "--no-look", "riverside", url)
    assert made.returncode == 0, made.stderr
    assert f'seeds = ("{seed}",)' in written(own)
    assert f'domains = ("{domain}",)' in written(own)


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
    monkeypatch.setattr(command, "catch_signals", lambda: None)
    command.settings = Settings({name: getattr(settings, name) for name in dir(settings) if name.isupper()})
    command.add_options(parser)
    before = {path.name: path.read_bytes() for path in SPIDERS.glob("*.py")}
    with pytest.raises(UsageError) as refused:
        command.run(*reversed(parser.parse_known_args(arguments)))
    assert all(words in str(refused.value) for words in says)
    assert "\n" not in str(refused.value)
    assert {path.name: path.read_bytes() for path in SPIDERS.glob("*.py")} == before


def test_a_refusal_ends_with_exit_code_2(own: Path):
    made = run(own, "genspider", "my-portal", "riverside.example.cn")
    assert made.returncode == 2
    assert "my_portal would do" in made.stderr.splitlines()[-1]


def test_an_address_cannot_put_code_into_the_spider(own: Path):
    made = run(own, "genspider", "--no-look", "riverside", 'https://riverside.example.cn/"+x+"\\')
    assert made.returncode == 0, made.stderr
    values = {ast.unparse(node) for node in ast.walk(ast.parse(written(own))) if isinstance(node, ast.Tuple)}
    assert values == {"('https://riverside.example.cn/%22+x+%22%5C',)", "('example.cn',)"}


def test_the_package_itself_is_never_written_to_but_the_users_own_project(
    monkeypatch: pytest.MonkeyPatch, own: Path, tmp_path_factory: pytest.TempPathFactory
):
    before = sorted(path.name for path in SPIDERS.glob("*.py"))
    plain = scrapy_cfg(tmp_path_factory.mktemp("plain"))
    refused = run(plain, "genspider", "--no-look", "riverside", "riverside.example.cn")
    assert refused.returncode == 2
    assert "newsportal.spiders is the installed package itself" in refused.stderr
    assert "a project of your own is three files" in refused.stderr

    assert sorted(str(path.relative_to(own)) for path in own.rglob("*.*")) == [
        "portals/settings.py", "portals/spiders/__init__.py", "scrapy.cfg",
    ]  # fmt: skip
    made = run(own, "genspider", "--no-look", "riverside", "www.riverside.example.cn")
    assert made.returncode == 0, made.stderr
    assert 'domains = ("example.cn",)' in written(own)
    assert {"riverside", "people", "demo"} <= set(run(own, "list").stdout.split())
    assert sorted(path.name for path in SPIDERS.glob("*.py")) == before

    # Not even where it is installed inside the project: pip's folder is nobody's own.
    installed = plain / ".venv" / "site-packages" / "newsportal" / "spiders"
    monkeypatch.setattr(genspider, "_folder", lambda module: installed)
    monkeypatch.chdir(plain)
    command = genspider.Command()
    command.settings = Settings({"NEWSPIDER_MODULE": "newsportal.spiders"})
    with pytest.raises(UsageError, match="is the installed package itself"):
        command._check_place("riverside", force=False)


def test_one_broken_spider_file_stops_no_other_portal_and_is_named(own: Path):
    for name, text in {"a": "import nosuch\n", "b": "def\n", "c": "x = 1\ny = undefined\n", "d": "exit(3)\n"}.items():
        (own / "portals" / "spiders" / f"{name}.py").write_text(text)
    crawled = run(own, "crawl", "demo", "-a", "articles=1")
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
    broken = run(own, "crawl", "c")
    assert broken.returncode == 2
    assert "c.py, line 2 cannot be loaded" in broken.stderr.splitlines()[-1]
    (own / "schedule.toml").write_text('[crawl.demo]\nevery = "9h"\n[crawl.c]\nevery = "9h"\n')
    checked = run(own, "schedule", "--check")
    assert checked.returncode == 2
    assert "c.py, line 2 cannot be loaded" in checked.stderr
