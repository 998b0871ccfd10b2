"""What `fuzz.py` drives: each reader of strangers' words as a function of bytes, with what must hold of its answer."""

from __future__ import annotations

import codecs
import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsportal import extract, items
from newsportal.dedup.headlines.comparison import compare
from newsportal.download.content.bodies import defect
from newsportal.download.content.decompress import BadCoding, unpack
from newsportal.download.robots import rules
from newsportal.extraction import feeds
from newsportal.extraction.document import charset, dates
from newsportal.text.sanitize import log_text, plain
from newsportal.urls.canonical import canonical
from newsportal.urls.safety import fault

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("NEWSPORTAL_SHARED", ROOT / "../shared"))
URL = "http://news.portal.example/2026/1120/c1-1.html"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def words(body: bytes) -> str:
    return body.decode("utf-8", "replace")


def read_page(body: bytes) -> None:
    page = extract(body, URL, fetched=NOW)
    assert page.kind in ("article", "hub", "other")
    assert (page.article is not None) == (page.kind == "article")
    if page.article:
        assert page.article.title.strip(), "an article without a title"
        assert page.article.published is None or page.article.published.tzinfo
    addresses = [link.url for link in page.links] + [h.url for block in page.blocks for h in block.headlines]
    assert all(url.startswith(("http://", "https://")) for url in addresses)
    assert len(items.line(plain(page)).splitlines()) == 1


def read_charset(body: bytes) -> None:
    decoded = charset.decode(body)
    decoded.text.decode("utf-8")
    codecs.lookup(decoded.charset)


def read_dates(body: bytes) -> None:
    text = words(body)
    for moment in dates.scan(text, NOW):
        assert moment.time.tzinfo
    dates.machine(text)
    dates.in_address(text)


def read_address(body: bytes) -> None:
    for line in words(body).splitlines()[:50] or [""]:
        url = canonical(line)
        assert canonical(url) == url, f"not stable: {line!r} → {url!r} → {canonical(url)!r}"
        fault(line)
        fault(url)


def read_headlines(body: bytes) -> None:
    first, _, second = words(body)[:400].partition("|")
    verdict = compare(first[:200], second[:200])
    assert verdict == compare(first[:200], second[:200])


def read_robots(body: bytes) -> None:
    found = rules.read(body, "newsportal")
    assert isinstance(found.allows(URL), bool)
    assert isinstance(found.allows("http://a.example/" + "a/" * 500), bool)


def read_feed(body: bytes) -> None:
    assert all(url.startswith("http") for url in feeds.feed(body, URL).pages)


def read_sitemap(body: bytes) -> None:
    found = feeds.sitemap(body, URL)
    assert all(url.startswith("http") for url in (*found.pages, *found.sitemaps))


def read_body(body: bytes) -> None:
    defect(body, words(body[:40]))
    for coding in (b"gzip", b"deflate", b"br", b"zstd"):
        try:
            assert len(unpack(body, [coding], 100_000)) <= 100_000
        except BadCoding:
            continue


def read_clean(body: bytes) -> None:
    text = body.decode("utf-8", "surrogatepass" if body.isascii() else "surrogateescape")
    assert len(items.line(plain({"text": text})).splitlines()) == 1
    assert "\n2" not in log_text(text)


@dataclass(frozen=True)
class Reader:
    """One reader: its name, the function, and the kind of seeds that it is fed from."""

    name: str
    read: Callable[[bytes], None]
    seeds: str = "pages"


READERS = (
    Reader("extract", read_page),
    Reader("charset", read_charset),
    Reader("dates", read_dates, "lines"),
    Reader("canonical", read_address, "addresses"),
    Reader("headlines", read_headlines, "lines"),
    Reader("robots", read_robots, "robots"),
    Reader("feed", read_feed, "feeds"),
    Reader("sitemap", read_sitemap, "sitemaps"),
    Reader("body", read_body, "packed"),
    Reader("clean", read_clean, "lines"),
)


@functools.cache
def pages() -> list[bytes]:
    found = [
        *ROOT.glob("tests/pages/**/*.html"),
        *SHARED.glob("corpus/pages/*.html"),
        *SHARED.glob("corpus/unlabelled/*.html"),
    ]
    return [path.read_bytes()[:300_000] for path in found] or [b"<html><body><h1>a</h1><p>b</p></body></html>"]


def lines() -> list[bytes]:
    said = "2026年11月20日 08:30:05 来源:青河日报 作者:王明|11-20 08:30|3小时前|昨天 15:20|二〇二六年十一月二十日|"
    return [line.encode() for line in said.split("|")] + [
        page[i : i + 300] for page in pages()[:60] for i in (0, 20_000, 60_000)
    ]


def addresses() -> list[bytes]:
    return [
        URL.encode(),
        "http://新闻.中国/a/../b?id=1&utm_source=x&spm=a.b#top".encode(),
        b"HTTP://User:pw@WWW.Portal.example.:80//a//b/%7Ec;p=1?b=2&a=1&&=",
        b"https://m.portal.example/index.html?from=timeline\nhttp://[::1]:80/\n//cdn.portal.example/x.shtml",
        b"http://127.0.0.1/\nhttp://[::1]:8080/\njavascript:void(0)",
    ]


def robots() -> list[bytes]:
    text = "User-agent: *\nDisallow: /新闻\nAllow: /a*b$\nCrawl-delay: 5\nSitemap: http://a.example/s.xml\n\n"
    text += "User-agent: newsportal\nDisallow:\n"
    stars = b"User-agent: *\nDisallow: /" + b"*a" * 6 + b"$\n"
    return [text.encode(code) for code in ("utf-8", "gbk", "utf-16")] + [stars]


def feed_files() -> list[bytes]:
    item = "<item><title>标题</title><link>http://a.example/{}.html</link><pubDate>Fri, 20 Nov 2026 08:30:00</pubDate>"
    items = "".join(f"{item.format(number)}</item>" for number in range(9))
    rss = f'<?xml version="1.0" encoding="{{}}"?><rss version="2.0"><channel>{items}</channel></rss>'
    entry = '<entry><link href="/a.html"/><updated>2026-11-20T08:30:00Z</updated></entry>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry * 3}</feed>'
    return [rss.format(code).encode(code) for code in ("utf-8", "gbk", "utf-16")] + [atom.encode()]


def sitemap_files() -> list[bytes]:
    url = "<url><loc>http://a.example/{0}.html</loc><lastmod>2026-11-2{0}</lastmod></url>"
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>http://a.example/s.xml.gz</loc></sitemap></sitemapindex>"
    import gzip

    urls = f"<urlset {space}>{''.join(url.format(n) for n in range(9))}</urlset>".encode()
    return [urls, index.encode(), gzip.compress(urls)]


def packed() -> list[bytes]:
    import gzip
    import zlib

    import brotli

    page = pages()[0][:20_000]
    return [gzip.compress(page), zlib.compress(page), brotli.compress(page, quality=1), page, gzip.compress(b"") * 9]


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "pages": pages,
    "lines": lines,
    "addresses": addresses,
    "robots": robots,
    "feeds": feed_files,
    "sitemaps": sitemap_files,
    "packed": packed,
}
