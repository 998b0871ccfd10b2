"""How crawls end that cannot do their job: one sentence, the right exit code, no traceback."""

from __future__ import annotations

import signal
import socket

import pytest

from newsportal import lock
from newsportal.exit_codes import MEANING, Exit
from tests.run import records, scrapy, start
from tests.waiting import LONGEST, wait_for

LOOPBACK = ("-s", "NEWSPORTAL_ALLOWED_NETWORKS=127.0.0.0/8", "-s", "RETRY_ENABLED=False", "-s", "DOWNLOAD_DELAY=0")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["crawl", "portal"], "needs -a url="),
        (["crawl", "nosuch"], "there is no spider 'nosuch'; there are: archive, "),
        (["crawl", "demoo"], "there is no spider 'demoo'; is demo meant?"),
        (["crawl", "demo", "-a", "edition=0"], "-a edition='0' is not a whole number of 1 or more"),
        (["crawl", "demo", "-o", "records.jsonl"], "name the folder by -s NEWSPORTAL_OUTPUT=FOLDER instead of -o"),
        (["crawl", "demo", "-O", "-:json"], "instead of -o, -O or FEEDS"),
        (["crawl", "page", "-a", "url=scrapy.cfg", "-s", 'FEEDS={"a.csv": {"format": "csv"}}'], "-O or FEEDS"),
        (["crawl", "demo", "-s", "NEWSPORTAL_OUTPUT="], "NEWSPORTAL_OUTPUT is empty"),
        (["crawl", "demo", "-s", "NEWSPORTAL_STATE= "], "NEWSPORTAL_STATE is empty"),
        (["crawl", "demo", "-s", "NEWSPORTAL_PACE_FOLDER="], "NEWSPORTAL_PACE_FOLDER is empty"),
        (["status", "-s", "NEWSPORTAL_OUTPUT="], "NEWSPORTAL_OUTPUT is empty"),
    ],
)
def test_wrong_arguments_end_with_one_sentence_and_code_2_before_anything_is_written(tmp_path, arguments, says):
    run = scrapy(tmp_path, *arguments)
    assert run.returncode == Exit.USAGE
    assert says in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "output").exists()


def test_a_portal_that_nobody_answers_for_ends_with_code_3(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"url=http://127.0.0.1:{port}/"
    run = scrapy(tmp_path, "crawl", "page", "-a", url, "-s", f"NEWSPORTAL_ALLOWED_PORTS={port}", *LOOPBACK)
    assert run.returncode == Exit.UNREACHABLE, run.stderr
    assert records(tmp_path, "crawls")[0]["outcome"] == MEANING[Exit.UNREACHABLE]


def test_a_second_crawl_of_a_portal_ends_at_once_and_says_who_holds_it(tmp_path):
    with lock.hold(tmp_path / ".scrapy" / "newsportal" / "locks" / "demo.lock", "process 4711, the night shift"):
        run = scrapy(tmp_path, "crawl", "demo")
    assert run.returncode == Exit.LOCKED
    assert "process 4711, the night shift" in run.stderr
    assert "Traceback" not in run.stderr
    assert records(tmp_path, "articles") == []


@pytest.mark.parametrize("setting", ["NEWSPORTAL_OUTPUT", "NEWSPORTAL_PACE_FOLDER"])
def test_a_folder_that_cannot_be_made_ends_with_code_74_and_one_error(tmp_path, setting):
    (tmp_path / "taken").write_text("a file, not a folder")
    run = scrapy(tmp_path, "crawl", "demo", "-s", f"{setting}=taken")
    assert run.returncode == Exit.STORAGE
    assert run.stderr.count("ERROR") == 1
    assert "taken: File exists (exit code 74)" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_page_is_read_from_a_file_without_any_request(tmp_path):
    page = tmp_path / "页面.html"
    page.write_text(
        "<html><head><title>栖川县新桥通车 - 栖川在线</title></head><body><h1>栖川县新桥通车</h1>"
        "<p>2026-11-24 08:00 来源：栖川日报</p><div>"
        + "<p>栖川县河口大桥今天上午正式通车，两岸居民往来只要五分钟。</p>" * 8
        + "</div></body></html>",
        "gb18030",
    )
    run = scrapy(tmp_path, "crawl", "page", "-a", f"url={page}")
    assert run.returncode == Exit.OK, run.stderr
    (article,) = records(tmp_path, "articles")
    assert (article["title"], article["source"]) == ("栖川县新桥通车", "栖川日报")
    assert records(tmp_path, "crawls")[0]["requests"] == 0


def test_a_crawl_stopped_by_sigterm_says_so_and_the_next_start_goes_on_where_it_stopped(tmp_path):
    process = start(tmp_path, "crawl", "demo", "-a", "depth=1", "-s", "DOWNLOAD_DELAY=0.2")
    wait_for(lambda: len(records(tmp_path, "articles")) >= 3)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=LONGEST)
    before = [article["url"] for article in records(tmp_path, "articles")]
    assert process.returncode == Exit.INTERRUPTED, said
    assert records(tmp_path, "crawls") == []
    assert scrapy(tmp_path, "crawl", "demo", "-a", "depth=1").returncode == Exit.OK
    (crawl,) = records(tmp_path, "crawls")
    urls = [article["url"] for article in records(tmp_path, "articles")]
    assert crawl["starts"] == 2
    assert urls[: len(before)] == before
    assert len(urls) == len(set(urls)) == crawl["articles_new"]
