"""Redirects, proxies, names that flip and certificates, tried with real connections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.utils.test import get_crawler

from newsportal.download.safety.handler import CertificatePolicy
from tests.hostile.addresses import written
from tests.hostile.answers import TITLE, article
from tests.hostile.certificates import Authority
from tests.hostile.crawl import Outcome, crawl
from tests.hostile.server import Answer, Hit, Server, redirect, response

LOOPBACK = "127.0.0.1"
GOOD = response(article())


@pytest.fixture
def server() -> Iterator[Server]:
    """Answers every host: a redirect for /to?ADDRESS, links for /links?ADDRESS,ADDRESS …, else a good article."""

    def answer(hit: Hit) -> Answer:
        path, _, rest = hit.path.partition("?")
        if path == "/to":
            return redirect(rest)
        if path == "/links":
            anchors = "".join(f'<p><a href="{url}">一条普通的新闻标题</a></p>' for url in rest.split(","))
            return response(f"<html><body>{anchors}</body></html>")
        return [GOOD] if path == "/close" else GOOD

    with Server(answer) as server:
        yield server


def local(server: Server, **more: object) -> dict[str, object]:
    return {
        "NEWSPORTAL_ALLOWED_NETWORKS": [f"{LOOPBACK}/32"],
        "NEWSPORTAL_ALLOWED_PORTS": [80, 443, server.port],
        "DNSCACHE_ENABLED": False,
        "RETRY_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 1,
        **more,
    }


def hosts(server: Server) -> set[str]:
    return {hit.host for hit in server.hits}


@pytest.mark.parametrize("meta", [{}, {"allow_offsite": True}], ids=["dont_filter", "allow_offsite"])
def test_a_redirect_of_a_start_request_does_not_leave_the_portal(server: Server, meta: dict[str, bool]) -> None:
    base = f"http://portal.example:{server.port}"
    outcome = crawl(
        [f"{base}/to?http://other.example:{server.port}/x", f"{base}/to?http://www.portal.example:{server.port}/x"],
        local(server),
        names={name: [LOOPBACK] for name in ("portal.example", "www.portal.example", "other.example")},
        allowed_domains=["portal.example"],
        meta=meta,
    )
    assert hosts(server) == {"portal.example", "www.portal.example"}
    assert outcome.stats["newsportal/refused/offsite"] == 1
    assert [item["title"] for item in outcome.items] == [TITLE]


def test_a_name_that_answers_differently_the_second_time_is_not_asked_again(server: Server) -> None:
    url = f"http://flips.example:{server.port}/close"
    outcome = crawl([f"{url}?1", f"{url}?2"], local(server), names={"flips.example": [LOOPBACK, "127.0.0.2"]})
    assert outcome.connected == [LOOPBACK]
    assert outcome.failures == {f"{url}?2": "network"}


def test_of_a_name_with_several_answers_only_public_ones_are_used(server: Server) -> None:
    url = f"http://mixed.example:{server.port}/"
    settings = local(server, TWISTED_DNS_RESOLVER="scrapy.resolver.CachingHostnameResolver")
    outcome = crawl([url], settings, names={"mixed.example": [f"10.0.0.9 {LOOPBACK} ::1 fd00::1"]}, anew=True)
    assert outcome.connected == [LOOPBACK]
    assert [item["title"] for item in outcome.items] == [TITLE]


LOCAL_HOSTS = (*written(LOOPBACK), "[::1]", "10.0.0.1", "localhost", "printer", "db.internal")


@pytest.mark.parametrize("by", ["environment", "meta"])
def test_a_proxy_is_allowed_as_itself_and_what_is_asked_through_it_is_judged(server: Server, by: str) -> None:
    proxy = f"http://user:geheim@{LOOPBACK}:{server.port}"
    links = [f"http://{host}/a" for host in LOCAL_HOSTS] + [
        f"http://{LOOPBACK}:{server.port}/a",
        "http://two.example/a",
    ]
    seeds = [f"http://one.example/links?{','.join(links)}"] + [f"http://one.example/to?{url}" for url in links]
    outcome = crawl(
        seeds,
        {"RETRY_ENABLED": False, "DOWNLOAD_DELAY": 0},
        follow=True,
        environment={"http_proxy": proxy, "no_proxy": ""} if by == "environment" else {},
        meta={"proxy": proxy} if by == "meta" else {},
    )
    assert hosts(server) == {"one.example", "two.example"}
    assert all(hit.proxied and "proxy-authorization" in hit.headers for hit in server.hits)
    assert outcome.connected == [LOOPBACK]
    assert "geheim" not in outcome.log


def test_a_proxy_is_not_reached_as_a_page(server: Server) -> None:
    proxy = f"http://proxy.example:{server.port}"
    outcome = crawl(
        [
            "http://one.example/a",
            f"http://proxy.example:{server.port}/admin",
            f"http://PROXY.example.:{server.port}/admin",
        ],
        {"RETRY_ENABLED": False, "DOWNLOAD_DELAY": 0, "NEWSPORTAL_ALLOWED_PORTS": [80, server.port]},
        names={"proxy.example": [LOOPBACK], "PROXY.example.": [LOOPBACK]},
        environment={"http_proxy": proxy, "no_proxy": "proxy.example,proxy.example."},
    )
    assert [hit.host for hit in server.hits] == ["one.example"]
    assert set(outcome.failures.values()) == {"proxy"}


def tls(
    folder: Path, context: str, trusted: bool, settings: dict[str, object] | None = None
) -> tuple[Outcome, list[Hit]]:
    authority = Authority(folder)
    contexts = {
        "valid": authority.server("news.example"),
        "another name": authority.server("other.example"),
        "self-signed": authority.server("news.example", signed=False),
        "expired": authority.server("news.example", days=-1),
    }
    with Server(lambda hit: GOOD, tls=contexts[context]) as server:
        outcome = crawl(
            [f"https://news.example:{server.port}/"],
            local(server, **(settings or {})),
            names={"news.example": [LOOPBACK]},
            environment={"SSL_CERT_FILE": str(authority.path)} if trusted else {},
        )
        return outcome, server.hits


def test_a_certificate_that_holds_is_accepted(tmp_path: Path) -> None:
    outcome, _ = tls(tmp_path, "valid", True)
    assert [item["title"] for item in outcome.items] == [TITLE]


@pytest.mark.parametrize("context", ["another name", "self-signed", "expired"])
def test_a_certificate_that_does_not_hold_is_refused_and_counted(tmp_path: Path, context: str) -> None:
    outcome, hits = tls(tmp_path, context, True)
    assert hits == []
    assert list(outcome.failures.values()) == ["certificate"]


def test_a_listed_portal_is_read_without_a_valid_certificate(tmp_path: Path) -> None:
    outcome, _ = tls(tmp_path, "self-signed", False, {"NEWSPORTAL_UNVERIFIED_HOSTS": ["example"]})
    assert [item["title"] for item in outcome.items] == [TITLE]


def test_connections_to_a_host_share_their_tls_options_and_those_of_no_other() -> None:
    policy = CertificatePolicy(get_crawler(settings_dict={"NEWSPORTAL_UNVERIFIED_HOSTS": ["old.example"]}))
    hosts = (b"a.example", b"b.example", b"old.example")
    made = [policy.creatorForNetloc(host, 443) for host in hosts]
    assert [policy.creatorForNetloc(host, 443) for host in hosts] == made
    assert len({*map(id, made)}) == 3
    assert [one._hostnameASCII for one in made] == ["a.example", "b.example", "old.example"]
    assert type(made[0]) is type(made[1]) is not type(made[2])
