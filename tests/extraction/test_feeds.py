"""Feeds and sitemaps give addresses, whatever they are made of."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction import feeds, listing_text
from tests.cpu import costs_at_most, grows_at_most

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


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda body: gzip.compress(gzip.compress(body))])
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


def test_a_long_feed_is_kept_to_a_bound_of_entries_from_both_its_ends(monkeypatch):
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 20)
    pages = feeds.feed(f"<rss>{''.join(items(130))}</rss>".encode(), BASE).pages
    assert pages == tuple(f"http://a.cn/{n}.html" for n in (*range(10), *range(120, 130)))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("charset", ["utf-8", "gbk", "utf-16"])
def test_of_a_file_that_is_too_long_both_ends_are_read(pack, charset, monkeypatch):
    monkeypatch.setattr(listing_text, "MAX_BYTES", 1_500)
    body = "<rss>" + "".join(items(300)) + "</rss>"
    listing = feeds.feed(pack(body.encode(charset)), BASE)
    assert 4 < len(listing.pages) < 30
    assert (listing.pages[0], listing.pages[-1]) == ("http://a.cn/0.html", "http://a.cn/299.html")
    assert listing.flags == ("cut",)


def test_no_entry_is_made_of_two_where_a_file_is_parted(monkeypatch):
    monkeypatch.setattr(listing_text, "MAX_BYTES", 160)
    first = "<url><loc>http://a.cn/1.html</loc>" + "<x/>" * 30
    last = "<y/>" * 30 + "<lastmod>2026-11-24</lastmod></url><url><loc>http://a.cn/2.html</loc></url>"
    listing = feeds.sitemap(f"<urlset>{first}{last}</urlset>".encode(), BASE)
    assert (listing.pages, listing.newest_first) == (("http://a.cn/1.html", "http://a.cn/2.html"), False)


def test_a_packed_file_is_unpacked_to_a_bound(monkeypatch):
    monkeypatch.setattr(listing_text, "MAX_UNPACKED", 5_000)
    monkeypatch.setattr(listing_text, "MAX_BYTES", 1_000)
    listing = feeds.feed(gzip.compress(f"<rss>{''.join(items(5_000))}</rss>".encode()), BASE)
    assert listing.flags == ("cut",)
    assert "http://a.cn/4999.html" not in listing.pages


def test_of_a_damaged_packed_file_what_stands_before_the_damage_is_read(monkeypatch):
    monkeypatch.setattr(listing_text, "_PIECE", 64)
    packed = gzip.compress("".join(items(2_000)).encode())
    broken = packed[: len(packed) // 2] + b"\xff" * 40
    for body in (packed[: len(packed) // 2], broken, packed + packed[:400]):
        listing = feeds.feed(body, BASE)
        assert len(listing.pages) > 100
        assert listing.flags == ("cut",)
    assert feeds.feed(gzip.compress(b"<rss>") + gzip.compress(items(1)[0].encode()), BASE).pages
    assert feeds.feed(packed + b"\0" * 99, BASE).flags == ()


@pytest.mark.parametrize(
    "piece", ["<it更多>>", "<a", "<a b='<", "<!--", "<![CDATA[", "&amp;amp;", "<item><p>", "\n", "<link>"]
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-32"])
def test_time_grows_no_faster_than_the_file(piece, charset):
    """Found by benchmarks/fuzz.py: a parser that recovers from each mistake in time that grows with what it read."""

    def read(count):
        body = f"<rss><channel>{items(1)[0]}{piece * (count // len(piece))}".encode(charset)
        assert "http://a.cn/0.html" in feeds.feed(body, BASE).pages

    assert grows_at_most(lambda: read(20_000), lambda: read(80_000), 8)


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


@pytest.mark.parametrize("start", ["<", "<a ", "<a:", "<item x=", "<url/", "<!", "<a '"])
@pytest.mark.parametrize("sign", ["a", "-", "/", "y:", " ", "="])
def test_a_tag_without_an_end_is_passed_in_time_that_grows_with_it(start, sign):
    """A pattern that told name and attributes apart took minutes for 300 KB of one unclosed tag."""

    def read():
        feeds.feed(f"<rss>{items(1)[0]}{start}{sign * 200_000}".encode(), BASE)
        feeds.sitemap(f"{start}{sign * 200_000}".encode(), BASE)

    assert costs_at_most(read, 120)


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


PAGES = tuple(f"http://news.example.cn/xw/{n}.html" for n in (1, 2, 3))


def rss(*entries: str, around: str = "{}") -> bytes:
    inside = "".join(entries) or "".join(f"<item><link>{page}</link></item>" for page in PAGES)
    return around.format(
        f"<rss version='2.0'><channel><link>http://news.example.cn/</link>{inside}</channel></rss>"
    ).encode()


@pytest.mark.parametrize("label", ["gb2312", "GB_2312-80", "big5", "utf-16", "utf8mb4", "x-unknown"])
@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_a_file_that_calls_its_encoding_wrongly_is_read_whole(label, charset):
    titles = ("朱镕基与喆㙍两村的新闻发布会", "渡口今天恢复通航，大家都来了", "这是我们的第三条新闻")
    told = "".join(f"<item><title>{t}</title><link>{p}</link></item>" for t, p in zip(titles, PAGES, strict=True))
    body = f'<?xml version="1.0" encoding="{label}"?><rss><channel>{told}</channel></rss>'
    listing = feeds.feed(body.encode(charset), BASE)
    assert (listing.pages, listing.flags) == (PAGES, ())


def test_a_broken_byte_costs_no_entry_and_is_told():
    body = rss().replace(b"<channel>", b"<channel><title>\xe6\xb5\x3c/title>" + "渡口新闻".encode() * 9)
    listing = feeds.feed(body, BASE)
    assert (listing.pages, listing.flags) == (PAGES, ("replaced",))


@pytest.mark.parametrize(
    "around",
    [
        "\n\n{}",
        "<br />\n<b>Warning</b>: mysql in <b>/www/rss.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>{}",
        "缓存已更新<!-- 3ms --><?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x 'y'>]>{}",
        "{}<!-- 2026 --><script>var a = 1;</script>",
        "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>{}</body></html>",
    ],
)
def test_junk_around_a_feed_does_no_harm(around):
    assert feeds.feed(rss(around=around), BASE).pages == PAGES


@pytest.mark.parametrize(
    "entry",
    [
        "<ITEM><TITLE>甲</TITLE><LINK>{}</LINK></ITEM>",
        "<item><description>" + "<p>甲</p>" * 300 + "</description><link>{}</link></item>",
        "<item>" + "<category>甲</category>" * 300 + "<link>{}</link></item>",
        "<item><source url='/rss'><link>/elsewhere</link></source><link>{}</link></item>",
        "<item><title>甲<br>乙<link>{}</link></item>",
        "<item><title>甲<link>{}<pubDate>2026</pubDate></item>",
        "<item><description>甲<br>乙<p>丙</description><link>{}</link>",
        "<item><link/>{}<title>甲</title></item>",
        "<item><atom:link rel='self' href='/rss'/><link><![CDATA[ {} ]]></link></item>",
        "<item><link></link><guid isPermaLink='true'>{}</guid></item>",
        "<item><link><!-- alt -->{}</link></item>",
        "<item><title><![CDATA[</item><item><link>/x</link>]]></title><link>{}</link></item>",
        "<item xml:base='http://b.example/'><link>{}</link></item>",
        "<item rdf:about='/x'><link>{}</link></item>",
        "<entry><content><link href='/s.css'/></content><link href='{}'/></entry>",
        "<entry><source><id>s</id><link href='/feed'/></source><link rel='alternate' href='{}'/></entry>",
        "<entry><link type='application/json' href='/1.json'/><link type='text/html' href='{}'/></entry>",
        "<entry><id> {} </id><link rel='enclosure' href='/a.mp3'/></entry>",
        "<entry><id>tag:x,2026:1</id><link rel='edit' href='/e'/><link href='{}'/></entry>",
    ],
)
def test_each_entry_gives_its_own_address(entry):
    listing = feeds.feed(rss(*(entry.format(page) for page in PAGES)), BASE)
    assert (listing.pages, listing.unread, listing.flags) == (PAGES, 0, ())


@pytest.mark.parametrize(
    "markup",
    [
        "<feed xml:base='http://news.example.cn/xw/'><entry><link href='{}'/></entry></feed>",
        "<feed><entry xml:base='http://news.example.cn/xw/'><link href='{}'/></entry></feed>",
        "<feed><entry><link xml:base='/xw/' href='{}'/></entry></feed>",
        "<feed xml:base='/xw/'><entry xml:base='http:'><link href='{}'/></entry></feed>",
        "<feed xml:base='http://news.example.cn/a/b/'><entry xml:base='../../xw/'><link href='{}'/></entry></feed>",
    ],
)
def test_addresses_are_relative_to_the_nearest_base(markup):
    assert feeds.feed(markup.format("1.html").encode(), "http://news.example.cn/rss/a.xml").pages == PAGES[:1]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/v?id=1&amp;cat=2", "/v?id=1&cat=2"),
        ("/v?id=1&amp;amp;cat=2", "/v?id=1&cat=2"),
        ("<![CDATA[/v?id=1&amp;cat=2]]>", "/v?id=1&cat=2"),
        ("/v?id=1&cat=2&copy=3", "/v?id=1&cat=2&copy=3"),
        ("/v?id=1&#38;cat=2", "/v?id=1&cat=2"),
        ("http:/news.example.cn/a", "/a"),
    ],
)
def test_an_address_is_unescaped_as_often_as_it_was_escaped(written, meant):
    assert feeds.feed(rss(f"<item><link>{written}</link></item>"), BASE).pages == ("http://news.example.cn" + meant,)


def test_entries_without_an_address_are_counted():
    listing = feeds.feed(rss("<item><title>甲</title></item>", "<item><guid>4711</guid></item>"), BASE)
    assert (listing.pages, listing.unread) == ((), 2)


@pytest.mark.parametrize(
    ("item", "page"),
    [
        ({"id": "1", "url": "/xw/1.html", "external_url": "http://b.example/"}, PAGES[0]),
        ({"id": PAGES[0]}, PAGES[0]),
        ({"id": "1", "external_url": "http://b.example/x"}, "http://b.example/x"),
        ({"id": "1", "url": 7}, None),
    ],
)
def test_a_json_feed_is_a_feed(item, page):
    told = {"version": "https://jsonfeed.org/version/1.1", "items": [item, None]}
    for body in (json.dumps(told).encode(), json.dumps(told).encode("utf-8-sig"), json.dumps(told).encode("utf-16")):
        listing = feeds.feed(body, BASE)
        assert (listing.pages, listing.unread) == (((page,), 0) if page else ((), 1))


@pytest.mark.parametrize(
    "body",
    ['{"code": 0, "data": []}', '{"version": "https://jsonfeed.org/version/1", "items": [', "[" * 9_000, "页面不存在"],
)
def test_what_is_no_listing_is_told(body):
    assert feeds.feed(body.encode(), BASE) == feeds.Listing(flags=("unknown",))


@pytest.mark.parametrize(
    "body", ["<html><body><a href='/1'>x</a></body></html>", "<urlset/>", "<rss><channel/></rss>", ""]
)
def test_an_empty_listing_and_a_web_page_are_nothing_to_tell(body):
    assert feeds.sitemap(body.encode(), BASE) == feeds.Listing()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n  "])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_sitemap_names_an_address_a_line(line_end, charset):
    assert feeds.sitemap(line_end.join((*PAGES, "# 说明 http://a.cn/")).encode(charset), BASE).pages == PAGES


def test_what_a_file_is_decides_how_it_is_read():
    assert feeds.sitemap(rss(), BASE).pages == PAGES
    assert feeds.feed(SITEMAP.encode(), BASE).pages == feeds.sitemap(SITEMAP.encode(), BASE).pages != ()


TIMES = [
    ("2026-11-23T05:00:00Z", "2026-11-23T12:59:00+08:00"),
    ("2026-11-23", "2026/11/22"),
    ("2026年11月23日 08:30", "2026-11-23T00:29:00Z"),
    ("2026-11-23 09:00:00 +0800", "2026-11-23T00:59:00+00:00"),
    ("Mon, 23 Nov 2026 08:00:00 +0800", "2026-11-23"),
    ("Mon, 23 Nov 2026 08:00:00 CST", "2026-11-23T00:00:00+01:00"),
    ("1795395600", "2026-11-20"),
    ("1795395600000", "2026-11-20"),
    ("2026-12", "2026-11-30"),
    ("2026-11-23", "soon"),
]


@pytest.mark.parametrize(("newer", "older"), TIMES)
def test_the_newest_stands_first_by_time_not_by_letters(newer, older):
    told = "<url><loc>/old.html</loc><lastmod>{}</lastmod></url><url><loc>/new.html</loc><lastmod>{}</lastmod></url>"
    listing = feeds.sitemap(f"<urlset>{told.format(older, newer)}</urlset>".encode(), BASE)
    assert listing.pages == ("http://news.example.cn/new.html", "http://news.example.cn/old.html")
    assert listing.newest_first


def test_a_sitemap_with_its_oldest_entries_first_gives_the_newest(monkeypatch):
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 10)
    told = "".join(
        f"<url><loc>/{n}.html</loc><lastmod>20{n // 336:02}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}</lastmod></url>"
        for n in range(900)
    )
    pages = feeds.sitemap(f"<urlset>{told}</urlset>".encode(), BASE).pages
    assert pages == tuple(f"http://news.example.cn/{n}.html" for n in range(899, 889, -1))


def test_a_feed_with_entries_without_a_time_keeps_its_order():
    dated = "<item><link>/{}.html</link><pubDate>2026-11-2{}</pubDate></item>"
    entries = (dated.format(1, 3), "<item><link>/2.html</link></item>", dated.format(3, 4))
    assert [page[-6] for page in feeds.feed(rss(*entries), BASE).pages] == ["1", "2", "3"]
    assert [page[-6] for page in feeds.feed(rss(dated.format(1, 3), dated.format(3, 4)), BASE).pages] == ["3", "1"]


def test_json_that_lists_pages_is_read_whatever_its_keys() -> None:
    line = {
        "title": "<a href='http://www.qinghe.example/zt/index.html'>专题 |</a><a href='/a/1.html'>青河大桥合龙</a>",
        "publishUrl": "http://www.qinghe.example/zt/index.html",
        "publishTime": "2026-11-25 07:11:40",
        "linkUrls": [
            {"linkTitle": "专题 | 青河大桥", "linkUrl": "http://www.qinghe.example/zt/index.html"},
            {"linkTitle": "青河大桥主桥今日合龙", "linkUrl": "/a/1.html"},
        ],
    }
    plain = {
        "showTitle": "青河水位连降三天",
        "publishUrl": "20261127/15e7281f/c.html",
        "publishTime": "2026-11-27 22:19:08",
    }
    other = {
        "name": "老码头改成旧书市集",
        "url": "../20261124/b/c.html",
        "time": "2026-11-24 08:00:00",
        "images": [{"url": "/x.jpg"}],
    }
    told = {"categoryName": "要闻", "datasource": [line, plain, other, {"contentId": "5"}]}
    found = feeds.feed(json.dumps(told).encode(), "http://www.qinghe.example/shizheng/ds_01.json")
    assert found.pages == (
        "http://www.qinghe.example/shizheng/20261127/15e7281f/c.html",
        "http://www.qinghe.example/zt/index.html",
        "http://www.qinghe.example/a/1.html",
        "http://www.qinghe.example/20261124/b/c.html",
    )
    assert feeds.feed(
        json.dumps({"code": 0, "data": {"rows": [plain, other, plain | {"publishUrl": "/c.html"}]}}).encode(),
        "http://a.example/",
    ).pages
