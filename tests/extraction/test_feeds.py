"""Feeds and sitemaps give addresses, whatever they are made of."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction import feeds

BASE = "http://news.example.cn/rss.xml"
RSS = """<?xml version="1.0" encoding="{0}"?><rss version="2.0"><channel><link>http://news.example.cn/</link>
<item><title>河口新路通行</title><link>/2026/11/24/a1.html</link><pubDate>Tue, 24 Nov 2026 08:00:00 +0800</pubDate>
</item><item><title>水位公告</title><guid>http://news.example.cn/2026/11/24/a2.html</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="/self"/>
<link rel="alternate" href="/2026/11/24/a3.html"/></entry><entry><link href="/a4.html"/></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>http://news.example.cn/old.html</loc><lastmod>2026-11-01</lastmod></url>
<url><loc> http://news.example.cn/new.html </loc><news:news>
<news:publication_date>2026-11-24T08:00:00+08:00</news:publication_date></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/sitemap-1.xml</loc><lastmod>2026-11-01</lastmod></sitemap>
<sitemap><loc>/sitemap-2.xml</loc><lastmod>2026-11-24</lastmod></sitemap></sitemapindex>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
def test_a_feed_is_read_in_the_charset_that_it_declares(charset):
    listing = feeds.feed(RSS.format(charset).encode(charset, "xmlcharrefreplace"), BASE)
    assert listing.pages == ("http://news.example.cn/2026/11/24/a1.html", "http://news.example.cn/2026/11/24/a2.html")


def test_an_atom_feed_gives_its_alternate_links():
    assert feeds.feed(ATOM.encode(), BASE).pages == (
        "http://news.example.cn/2026/11/24/a3.html",
        "http://news.example.cn/a4.html",
    )


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_sitemap_gives_the_newest_first_packed_or_not(pack):
    listing = feeds.sitemap(pack(SITEMAP.encode()), BASE)
    assert listing.pages == ("http://news.example.cn/new.html", "http://news.example.cn/old.html")


def test_a_sitemap_index_gives_its_sitemaps_and_no_pages():
    listing = feeds.sitemap(INDEX.encode(), BASE)
    assert listing.sitemaps == ("http://news.example.cn/sitemap-2.xml", "http://news.example.cn/sitemap-1.xml")
    assert listing.pages == ()


def test_entities_of_a_file_s_own_are_not_resolved():
    body = b'<!DOCTYPE r [<!ENTITY x "http://news.example.cn/x.html">]><rss><item><link>&x;</link></item></rss>'
    assert feeds.feed(body, BASE).pages == ()


def items(number: int) -> list[str]:
    return [f"<item><title>水位</title><link>http://a.cn/{n}.html</link></item>" for n in range(number)]


def test_a_long_feed_is_read_to_a_bound_of_entries(monkeypatch):
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 20)
    assert len(feeds.feed(f"<rss>{''.join(items(30))}</rss>".encode(), BASE).pages) == 20


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_is_unpacked_and_read_to_a_bound_of_bytes(pack, monkeypatch):
    monkeypatch.setattr(feeds, "MAX_BYTES", 300)
    assert 0 < len(feeds.feed(pack(f"<rss>{''.join(items(30))}</rss>".encode()), BASE).pages) < 9


def test_an_entry_is_looked_at_to_a_bound_of_elements(monkeypatch):
    monkeypatch.setattr(feeds, "_INSIDE", 3)
    entry = "<item>{}<link>http://a.cn/1.html</link></item>"
    assert len(feeds.feed(f"<rss>{entry.format('<b/>')}</rss>".encode(), BASE).pages) == 1
    assert feeds.feed(f"<rss>{entry.format('<b/><b/>')}</rss>".encode(), BASE).pages == ()


@pytest.mark.parametrize("piece", ["<it更多>>", "<a", "<a b='<"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-32"])
def test_a_file_is_read_up_to_a_bound_of_tags_inside_tags(piece, charset, monkeypatch):
    """Found by benchmarks/fuzz.py: in UTF-16, where bytes of Han characters look like the ends of tags."""
    monkeypatch.setattr(feeds, "_MAX_BROKEN", 20)
    first, second, third = items(3)
    body = f"<rss><channel>{first}{piece * 3}<b>{second}{piece * 30}<b>{third}"
    found = feeds.feed(body.encode(charset), BASE).pages
    assert "http://a.cn/0.html" in found
    assert "http://a.cn/2.html" not in found or piece == "<it更多>>"


@pytest.mark.parametrize("tag", ["linkUser-agent:", ":", "a:b:c", "loc:"])
def test_a_tag_that_is_no_name_does_not_end_a_feed(tag):
    body = f"<rss><{tag}><item><link>http://a.example/1.html</link></item></rss>".encode()
    feeds.feed(body, BASE)
    feeds.sitemap(body, BASE)


def test_a_feed_of_many_cdata_sections_is_read_whole():
    item = "<item><title><![CDATA[<b>1 < 2</b>]]></title><link>http://a.example/{}.html</link></item>"
    body = f"<rss><channel>{''.join(item.format(number) for number in range(400))}</channel></rss>"
    assert len(feeds.feed(body.encode(), BASE).pages) == 400


@given(st.binary(max_size=400))
def test_any_bytes_give_a_listing(body):
    for start in (b"", b"<rss><item><link>", b"<urlset><url><loc>", b"\x1f\x8b"):
        assert isinstance(feeds.feed(start + body, BASE), feeds.Listing)
        assert isinstance(feeds.sitemap(start + body, BASE), feeds.Listing)


def test_an_entrys_link_is_taken_before_an_identifier_that_is_no_address():
    items = "<item><guid isPermaLink='false'>4711</guid><link>/a5.html</link></item><item><guid>/a6.html</guid></item>"
    items += "<item><guid>4712</guid><link>/a7.html</link></item><item><guid isPermaLink='false'>4713</guid></item>"
    pages = feeds.feed(f"<rss>{items}</rss>".encode(), BASE).pages
    assert pages == tuple(f"http://news.example.cn/a{number}.html" for number in (5, 6, 7))


STRAY = ["&b=2", "&nbsp;", "水位 < 3 米", "\x0b", "<b>x</i>", "<![CDATA[a&b]]>", "<br>", "a & b"]


@pytest.mark.parametrize("stray", STRAY)
def test_a_mistake_in_one_entry_costs_no_other(stray):
    told = items(9)
    told[3] = told[3].replace("水位", f"水位{stray}")
    for charset in ("utf-8", "gbk", "utf-16"):
        body = f'<?xml version="1.0" encoding="{charset}"?><rss><channel>{"".join(told)}</channel></rss>'
        found = feeds.feed(body.encode(charset), BASE).pages
        assert set(found) == {f"http://a.cn/{n}.html" for n in range(9)}, charset


def test_addresses_with_a_bare_ampersand_are_read_as_they_were_meant():
    entry = "<url><loc>http://a.cn/?id=1&page=2&amp;x=3</loc></url>"
    entry += "<url><loc><![CDATA[http://a.cn/?id=1&page=4]]></loc></url>"
    assert set(feeds.sitemap(f"<urlset>{entry}</urlset>".encode(), BASE).pages) == {
        "http://a.cn/?id=1&page=2&x=3",
        "http://a.cn/?id=1&page=4",
    }
