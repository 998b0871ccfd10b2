"""Which addresses a crawl may ask for, judged as text."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address

import pytest

from newsportal.urls.safety import MAX_LENGTH, fault, literal, local_name, networks, normal_host, public
from tests.hostile.addresses import INTERNAL, forbidden, of_each_kind, written


def test_no_way_of_writing_hides_an_address_that_is_not_public() -> None:
    for address in of_each_kind():
        hosts = written(str(address)) if isinstance(address, IPv4Address) else [f"[{address}]"]
        assert {host: fault(f"http://{host}/") for host in hosts} == dict.fromkeys(hosts, "network")


def test_every_way_of_writing_is_read_as_the_address() -> None:
    for host in written(INTERNAL)[:-1]:
        assert literal(normal_host(host)) == IPv4Address(INTERNAL), host


def test_every_address_that_python_calls_no_part_of_the_open_internet_is_refused() -> None:
    for start in range(0, 1 << 16, 8):
        four = IPv4Address(start << 16 | 1)
        if not four.is_global or four.is_multicast or four.is_reserved:
            assert not public(four), four
            assert not public(IPv6Address(0xFFFF << 32 | int(four))), four
        six = IPv6Address(start << 112 | 1)
        if not six.is_global or six.is_multicast or six.is_reserved:
            assert not public(six), six
    assert not public(IPv4Address("168.63.129.16")), "a metadata service outside every network set aside"


def test_an_address_that_carries_another_inside_is_judged_by_it_or_refused() -> None:
    inside, outside = int(IPv4Address(INTERNAL)), int(IPv4Address("8.8.8.8"))
    nat64, teredo = int(IPv6Address("64:ff9b::")), int(IPv6Address("2001::"))
    assert not public(IPv6Address(nat64 | inside))
    assert public(IPv6Address(nat64 | outside))
    assert not public(IPv6Address(0x2002 << 112 | inside << 80))
    assert not public(IPv6Address(teredo | inside))
    assert not public(IPv6Address(inside))


def test_nothing_that_leads_elsewhere_may_be_asked() -> None:
    names = ("inside.example", "flips.example", "private.example")
    judged_when_resolved = [f"http://{name}:80/secret" for name in names]
    passed = [url for url in forbidden(80) if not fault(url)]
    assert passed == [*judged_when_resolved, "http://localhost/"]
    assert local_name("localhost")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.sina.example/",
        "https://news.example:443/a?b=http://127.0.0.1/",
        "http://新闻.中国/",
        "http://xn--fiq228c.example/",
        "http://8.8.8.8/",
        "http://[2400:3200::1]/",
        "http://a_b.example/",
        "http://1.news.example/",
        "HTTP://News.Example./",
    ],
)
def test_the_open_web_may_be_asked(url: str) -> None:
    assert fault(url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://user:pw@news.example/", "user"),
        ("http://news.example:8080/", "port"),
        ("http://news.example:99999/", "host"),
        ("http:///path", "host"),
        ("http://[::1", "host"),
        ("http://a b.example/", "host"),
        ("http://1.2.3.4.5/", "host"),
        (f"http://{'a' * 64}.example/", "host"),
        (f"http://{'a.' * 130}example/", "host"),
        (f"http://news.example/{'a' * MAX_LENGTH}", "length"),
        ("http://%6eews.example/", "host"),
        ("//news.example/", "scheme"),
        ("ftp://news.example/", "scheme"),
        ("", "scheme"),
    ],
)
def test_a_refusal_has_its_reason(url: str, reason: str) -> None:
    assert fault(url) == reason


def test_settings_widen_what_may_be_asked_and_nothing_more() -> None:
    allowed = networks(["127.0.0.1/32", "fd00::/8"])
    for host in written("127.0.0.1"):
        assert fault(f"http://{host}:8080/", allowed, (8080,)) is None
    assert fault("http://[fd00::1]/", allowed) is None
    assert fault(f"http://{INTERNAL}/", allowed) == "network"
    with pytest.raises(ValueError, match="does not appear"):
        networks(["localhost"])


def test_names_are_not_numbers() -> None:
    assert literal("1.news.example") is None
    assert [local_name(name) for name in ("localhost", "printer", "db.internal", "files.lan")] == [True] * 4
    assert not local_name(str(ipaddress.IPv4Address("8.8.8.8")))
    assert not local_name("local.example")
