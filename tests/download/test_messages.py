"""What the log says of addresses that are not asked for and of hosts that do not answer: a line, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import RESET, Answer, Hit, Server, response

HOST = "news.river.example"


def portal(folder: Path, url: str, port: int = 80, **names: list[str]) -> Outcome:
    """A whole crawl of the portal at an address."""
    settings = {
        "NEWSPORTAL_OUTPUT": str(folder / "output"), "NEWSPORTAL_STATE": str(folder / "state.sqlite"),
        "NEWSPORTAL_ALLOWED_NETWORKS": ["127.0.0.0/8"], "NEWSPORTAL_ALLOWED_PORTS": [80, port], "DOWNLOAD_DELAY": 0,
    }  # fmt: skip
    return crawl([], settings, spider="portal", arguments={"url": url}, names=names)


def complaints(outcome: Outcome) -> list[str]:
    """The records of the log that ask for attention."""
    return [line for line in outcome.log.splitlines() if "] WARNING: " in line or "] ERROR: " in line]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://10.1.2.3/", "(network): its host is not on the public internet; NEWSPORTAL_ALLOWED_NETWORKS can"),
        ("http://127.0.0.1:8000/", "(port): its port is not allowed; NEWSPORTAL_ALLOWED_PORTS says which are"),
    ],
)
def test_an_address_that_is_refused_names_the_setting_that_allows_it(tmp_path, url, says):
    (line,) = complaints(portal(tmp_path, url))
    assert f"'{url}' is not asked for {says}" in line


def test_so_does_a_name_that_leads_into_a_network_that_is_not_public(tmp_path):
    (line,) = complaints(portal(tmp_path, f"http://{HOST}/", **{HOST: ["10.1.2.3"]}))
    assert HOST in line
    assert "NEWSPORTAL_ALLOWED_NETWORKS" in line


def test_a_failure_of_dns_is_called_one_in_log_and_figures(tmp_path):
    outcome = portal(tmp_path, f"http://{HOST}/")
    (line,) = complaints(outcome)
    assert f"robots.txt of 'http://{HOST}' could not be read (DNS knows no address of this name)" in line
    assert outcome.stats["newsportal/errors/dns"] == 1
    assert "errors      dns 1" in outcome.log


def test_a_host_that_dies_during_the_crawl_is_one_line(tmp_path):
    links = "".join(f'<li><a href="/2026/1120/{n}.html">青河第{n}号水库今天开始蓄水</a></li>' for n in range(20))
    home = response(f"<html><head><title>首页</title></head><ul>{links}</ul></html>")

    def answer(hit: Hit) -> Answer:
        return {"/": home, "/robots.txt": response("")}.get(hit.path, (RESET,))

    with Server(answer) as server:
        outcome = portal(tmp_path, f"http://{HOST}:{server.port}/", server.port, **{HOST: ["127.0.0.1"]})
    (line,) = complaints(outcome)
    assert f"gave up host '{HOST}' for this crawl: 8 connections in a row failed" in line
