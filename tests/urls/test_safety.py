from __future__ import annotations

import ipaddress

import pytest

from newsportal.urls.safety import fault, literal, local_name, networks, normal_host, public
from tests.hostile.forms import ELSEWHERE, SPELLINGS

NAMES = {"name", "name in Chinese", "name that flips", "name of metadata", "name of a private host"}


@pytest.mark.parametrize("form", [form for form in SPELLINGS if form not in NAMES])
def test_no_spelling_hides_a_forbidden_address(form: str) -> None:
    assert fault(f"http://{SPELLINGS[form]}/") in ("network", "user", "host")


@pytest.mark.parametrize("url", ELSEWHERE)
def test_nothing_but_the_open_web_may_be_asked(url: str) -> None:
    assert fault(url) or local_name(normal_host(url.split("/")[2].split(":")[0]))


@pytest.mark.parametrize(
    "url",
    [
        "http://www.sina.example/",
        "https://news.example:443/a?b=http://127.0.0.1/",
        "http://新闻.中国/",
        "http://xn--fiq228c.example/",
        "http://8.8.8.8/",
        "http://[2400:3200::1]/",
        "http://[64:ff9b::808:808]/",
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
        ("http://news.example:x/", "host"),
        ("http:///path", "host"),
        ("http://[::1", "host"),
        ("http://a b.example/", "host"),
        ("http://a<b>.example/", "host"),
        ("http://news.example\\@127.0.0.1/", "user"),
        ("http://1.2.3.4.5/", "host"),
        ("http://1.2.3.256/", "host"),
        ("http://09.1.1.1/", "host"),
        ("http://999999999999/", "host"),
        (f"http://{'a' * 64}.example/", "host"),
        (f"http://{'a.' * 130}example/", "host"),
        (f"http://news.example/{'a' * 3000}", "length"),
        ("http://%6eews.example/", "host"),
        ("//news.example/", "scheme"),
        ("", "scheme"),
    ],
)
def test_a_refusal_has_its_reason(url: str, reason: str) -> None:
    assert fault(url) == reason


def test_settings_widen_what_may_be_asked_and_nothing_more() -> None:
    allowed = networks(["127.0.0.1/32", "fd00::/8"])
    assert fault("http://127.1:8080/", allowed, (8080,)) is None
    assert fault("http://[::ffff:127.0.0.1]/", allowed) is None
    assert fault("http://[fd00::1]/", allowed) is None
    assert fault("http://127.0.0.2/", allowed) == "network"
    with pytest.raises(ValueError, match="does not appear"):
        networks(["localhost"])


def test_every_address_that_python_calls_private_or_multicast_is_refused() -> None:
    for first in range(256):
        for second in (0, 1, 16, 31, 64, 127, 168, 254, 255):
            address = ipaddress.IPv4Address(bytes((first, second, 0, 1)))
            if address.is_private or address.is_multicast or address.is_reserved or address.is_link_local:
                assert not public(address), address
                assert not public(ipaddress.IPv6Address(f"::ffff:{address}")), address


def test_names_are_not_numbers() -> None:
    assert literal("1.news.example") is None
    assert literal("0x7f.1") == ipaddress.IPv4Address("127.0.0.1")
    assert local_name("localhost")
    assert local_name("printer")
    assert local_name("metadata.google.internal")
    assert not local_name("8.8.8.8")
    assert not local_name("local.example")
