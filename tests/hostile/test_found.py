"""What benchmarks/fuzz.py found, each made small."""

from __future__ import annotations

import time

import pytest

from newsportal import extract
from newsportal.extraction import feeds
from tests.hostile.answers import article

URL = "http://news.example/2026/1120/1.html"


@pytest.mark.parametrize("read", [feeds.feed, feeds.sitemap])
@pytest.mark.parametrize("tag", ["linkUser-agent:", ":", "a:b:c", "loc:"])
def test_a_tag_that_is_no_name_does_not_end_a_feed(read: object, tag: str) -> None:
    body = f"<rss><{tag}><item><link>http://a.example/1.html</link></item></rss>".encode()
    assert callable(read)
    read(body, URL)


@pytest.mark.parametrize(("read", "piece"), [(feeds.feed, "<item><link>x"), (feeds.sitemap, "<url><loc>x")])
def test_entries_inside_each_other_take_time_in_proportion(read: object, piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        assert callable(read)
        read((piece * times).encode(), URL)
        return time.process_time() - begin

    small = max(seconds(2_000), 0.005)
    assert seconds(16_000) < 32 * small


@pytest.mark.parametrize("read", [feeds.feed, feeds.sitemap])
@pytest.mark.parametrize("piece", ["<a", "aA<", "<loc>x<", "iframeitema<"])
def test_tags_that_begin_inside_each_other_take_no_time(read: object, piece: str) -> None:
    assert callable(read)
    begin = time.process_time()
    read(f"<rss><channel>{piece * 200_000}".encode(), URL)
    assert time.process_time() - begin < 1


def test_a_feed_of_many_cdata_sections_is_read_whole() -> None:
    item = "<item><title><![CDATA[<b>1 < 2</b>]]></title><link>http://a.example/{}.html</link></item>"
    body = f"<rss><channel>{''.join(item.format(number) for number in range(400))}</channel></rss>"
    assert len(feeds.feed(body.encode(), URL).pages) == 400


@pytest.mark.parametrize("times", [1, 40, 3_000])
@pytest.mark.parametrize(
    "piece", ["</div></div>", "<h2>标题", "</ul><li>", "<h3></h2><ul><a href=/1.html>一条普通的新闻标题"]
)
def test_headings_and_lists_that_end_out_of_turn_are_read(piece: str, times: int) -> None:
    assert extract(article(piece * times, piece * times).encode(), URL).url == URL
