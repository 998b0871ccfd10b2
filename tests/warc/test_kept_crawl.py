"""A crawl whose answers are kept: what came is what FastWARC, warcio, pywb and our own reader give back."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

import brotli
import pytest
from scrapy.exceptions import CloseSpider
from scrapy.utils.test import get_crawler

from newsportal.crawl import start
from newsportal.crawl.session import CrawlSession
from newsportal.demo.markup import BASE
from newsportal.demo.site import site
from newsportal.urls.canonical import canonical
from newsportal.warc.files import archived, portal_of
from tests.crawl.offline import PROJECT, River
from tests.hostile.crawl import crawl
from tests.hostile.server import Server, by_path, redirect, response
from tests.run import records, scrapy
from tests.waiting import wait_for
from tests.warc.kept import kept_in, kinds_in

KEPT = ("-s", "NEWSPORTAL_WARC=kept")
PLACES = {"NEWSPORTAL_WARC": "kept", "NEWSPORTAL_OUTPUT": "output", "NEWSPORTAL_STATE": "state.sqlite"}
PORTAL = site(articles=70)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo portal, crawled twice, with its answers kept."""
    pytest.importorskip("fastwarc", reason="FastWARC is not installed here")
    folder = tmp_path_factory.mktemp("demo")
    for _ in range(2):
        run = scrapy(folder, "crawl", "demo", *KEPT)
        assert run.returncode == 0, run.stderr
    return folder


def as_served(address: str) -> bytes:
    """What the demo portal shows at an address."""
    return PORTAL.get(address.removeprefix(BASE)).body


def test_every_page_of_the_demo_comes_back_as_it_was_in_files_named_by_crawl_and_portal(demo: Path) -> None:
    files = archived(demo / "kept")
    crawls = [line["id"] for line in records(demo, "crawls")]
    assert [file.name.rpartition("-")[0].rpartition("-")[0] for file in files] == crawls
    assert {portal_of(file) for file in files} == {"demo"}
    answers = kept_in(demo / "kept")
    assert len(answers) > 90
    for answer in answers:
        assert answer.body(0) == as_served(answer.url), answer.url
    assert {answer.status for answer in answers} == {200, 404}


def test_every_article_is_in_the_archive_at_the_time_of_its_line(demo: Path) -> None:
    kept = {(canonical(answer.url), answer.date) for answer in kept_in(demo / "kept") if answer.status == 200}
    lines = {(line["url"], datetime.fromisoformat(line["fetched"])) for line in records(demo, "articles")}
    assert len(lines) == sum(crawl["articles_new"] for crawl in records(demo, "crawls"))
    assert lines <= kept


def test_each_answer_has_its_request_and_what_is_unchanged_is_a_revisit(demo: Path) -> None:
    first, second = map(kinds_in, archived(demo / "kept"))
    assert first.count("request") == first.count("response") > 90
    assert first[0] == second[0] == "warcinfo"
    assert second.count("request") == second.count("revisit") > 8
    assert "response" not in second


def test_warcio_reads_the_same_and_finds_every_digest_right(demo: Path) -> None:
    warcio = pytest.importorskip("warcio", reason="warcio is not installed here")
    found = []
    for path in archived(demo / "kept"):
        with path.open("rb") as file:
            for record in warcio.ArchiveIterator(file, check_digests="raise"):
                body = record.content_stream().read()
                if record.rec_type == "response":
                    found.append(
                        (record.rec_headers["WARC-Target-URI"], int(record.http_headers.get_statuscode()), body)
                    )
    assert found == [(answer.url, answer.status, answer.body(0)) for answer in kept_in(demo / "kept")]


@pytest.fixture
def replay(demo: Path, tmp_path: Path) -> Iterator[str]:
    """The address under which pywb shows the demo's archive."""
    if shutil.which("wb-manager") is None or shutil.which("pywb") is None:
        pytest.skip("pywb is not installed here")
    subprocess.run(["wb-manager", "init", "kept"], cwd=tmp_path, check=True, capture_output=True)
    files = [str(path) for path in archived(demo / "kept")]
    subprocess.run(["wb-manager", "add", "kept", *files], cwd=tmp_path, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(["pywb", "-b", "127.0.0.1", "-p", str(port)], cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: urlopen(f"http://127.0.0.1:{port}/kept/").status == 200)
        yield f"http://127.0.0.1:{port}/kept"
    finally:
        process.terminate()
        process.wait()


def test_pywb_replays_every_page_of_the_demo_as_it_was_also_where_a_later_crawl_found_it_unchanged(
    demo: Path, replay: str
) -> None:
    pages = [answer for answer in kept_in(demo / "kept") if answer.status == 200]
    later = f"{datetime.fromisoformat(records(demo, 'crawls')[1]['end']):%Y}1231235959"
    for page in pages:
        for time in (f"{page.date:%Y%m%d%H%M%S}", later):
            with urlopen(f"{replay}/{time}id_/{page.url}") as shown:
                assert shown.read() == as_served(page.url), page.url


def test_an_answer_is_kept_as_it_came_whatever_its_codings_heads_and_status(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="FastWARC is not installed here")
    page = "<html><head><title>栖川新闻</title></head><body><h1>栖川新闻</h1></body></html>"
    packed, squeezed = gzip.compress(page.encode()), brotli.compress(page.encode())
    links = "".join(f'<a href="/{name}.html">第{name}条新闻的标题</a>' for name in ("1", "2", "3", "4", "5"))
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(
        b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:9], packed[9:])
    )
    head = b"HTTP/1.1 200 OK\nserver: \xd6\xd0\xce\xc4\nContent-Type: text/html;charset=gb18030\n\n"
    answers = {
        "/": response(f"<html><body>{links}</body></html>"),
        "/1.html": response(packed, headers={"Content-Encoding": "gzip"}),
        "/2.html": response(squeezed, headers={"Content-Encoding": "br"}),
        "/3.html": [chunked.replace(b"chunked\r\n", b"chunked\r\nContent-Encoding: gzip\r\n") + b"0\r\n\r\n"],
        "/4.html": [head + page.encode("gb18030")],
        "/5.html": redirect("/6.html"),
        "/6.html": response(page, 410),
    }
    with Server(by_path(answers)) as server:
        told = {"NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.0/8"], "NEWSPORTAL_ALLOWED_PORTS": [server.port]}
        told |= {name: f"{tmp_path}/{place}" for name, place in PLACES.items()} | {"DOWNLOAD_DELAY": 0}
        crawl([], told, spider="portal", arguments={"url": server.url("/")}, names={})
        hits = [hit.path for hit in server.hits]
    kept = {answer.url.rpartition(str(server.port))[2]: answer for answer in kept_in(tmp_path / "kept")}
    assert set(kept) == set(hits)
    assert [kept[path].sent for path in ("/1.html", "/2.html", "/3.html")] == [packed, squeezed, packed]
    assert {kept[path].body(0) for path in ("/1.html", "/2.html", "/3.html")} == {page.encode()}
    assert kept["/3.html"].header("X-Crawler-Transfer-Encoding") == "chunked"
    assert kept["/4.html"].head.startswith(head[:-2].replace(b"\n", b"\r\n"))
    assert kept["/4.html"].charset == "gb18030"
    assert [kept[path].status for path in ("/5.html", "/6.html", "/robots.txt")] == [302, 410, 404]
    assert kept["/5.html"].header("location") == "/6.html"


def test_without_the_library_the_crawl_ends_with_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    assert begun(tmp_path)[0] == "settings"
    assert "-m pip install 'newsportal[warc]'" in begun(tmp_path)[1]


def test_a_folder_that_cannot_be_written_ends_the_crawl_as_a_full_disk_does(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="FastWARC is not installed here")
    (tmp_path / "kept").write_text("a file")
    assert begun(tmp_path) == ("storage", f"nothing can be kept: {tmp_path}/kept: File exists")


def begun(folder: Path) -> tuple[str, str]:
    """Why a crawl that keeps its answers in a folder did not begin: in a word, and as its user reads it."""
    crawler = get_crawler(River, PROJECT | {name: f"{folder}/{place}" for name, place in PLACES.items()})
    crawler.spider = River.from_crawler(crawler)
    session = CrawlSession.of(crawler)
    with pytest.raises(CloseSpider) as ended:
        session.open(start.begin)
    session.close()
    return ended.value.reason, session.failure
