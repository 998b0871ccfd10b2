"""The demo portal is what its docstrings say: same bytes for same parameters, whole, and hard in the ways promised."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from newsportal.demo.edition import PINNED, UNLISTED, WIRE
from newsportal.demo.markup import BASE
from newsportal.demo.site import FORBIDDEN, SEARCH, site
from newsportal.demo.stories import template_of
from tests.demo.trees import block, tree

SITE = site()
LABELS = ["相关阅读", "推荐阅读", "时尚热图", "热门标签", "精彩放送", "今日必看", "精彩话题", "最新见闻"]


def test_the_portal_has_about_95_pages_and_all_of_them_answer() -> None:
    paths = SITE.paths()
    assert 90 <= len(paths) <= 100
    assert {SITE.get(path).status for path in paths} == {200}
    assert SITE.get("/yaowen/20261120/99999.html").status == 404
    assert SITE.get("/yaowen/9.html").status == 404


def test_equal_parameters_give_equal_bytes() -> None:
    again = site(articles=60, edition=1, template="portal")
    assert all(again.get(path) == SITE.get(path) for path in SITE.paths())


def test_fewer_articles_than_the_portal_needs_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 52"):
        site(articles=10)


def test_every_link_inside_the_portal_leads_to_a_page_or_to_a_forbidden_path() -> None:
    known = {*SITE.paths(), "/rss.xml"}
    reached: set[str] = set()
    for path in SITE.paths():
        for link in tree(SITE, path).xpath("//a/@href"):
            url = urljoin(BASE + path, link)
            if url.startswith(BASE) and not link.startswith("#"):
                reached.add(urlsplit(url).path)
    forbidden = {path for path in reached if path.startswith(("/so/", "/neibu/"))}
    assert FORBIDDEN in forbidden
    assert reached - forbidden <= known
    assert set(SITE.paths(linked=True)) <= reached
    assert SITE.story(UNLISTED).path not in reached


def test_robots_txt_forbids_the_draft_that_every_page_links_to() -> None:
    rules = RobotFileParser()
    rules.parse(SITE.get("/robots.txt").body.decode().splitlines())
    assert not rules.can_fetch("any", BASE + FORBIDDEN)
    assert not rules.can_fetch("any", f"{BASE}{SEARCH}?q=1")
    assert {SITE.get(path).status for path in (FORBIDDEN, f"{SEARCH}?q=1")} == {200}
    assert all(rules.can_fetch("any", BASE + path) for path in SITE.paths())
    assert all(f'"{FORBIDDEN}"'.encode() in SITE.get(path).body for path in SITE.paths())
    assert rules.site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/sitemap-news.xml"]


def test_the_sitemaps_name_every_article_and_the_feed_the_newest_twenty() -> None:
    everything = set(etree.fromstring(SITE.get("/sitemap.xml").body).xpath("//*[local-name()='loc']/text()"))
    assert {BASE + told.path for told in SITE.stories()} <= everything
    news = etree.fromstring(SITE.get("/sitemap-news.xml").body)
    assert BASE + SITE.story(UNLISTED).path in news.xpath("//*[local-name()='loc']/text()")
    assert len(news.xpath("//*[local-name()='title']")) == len(SITE.stories())
    feed = etree.fromstring(SITE.get("/rss.xml").body)
    assert feed.xpath("//item/title/text()") == [SITE.story(n).title for n in SITE.edition.newest(20)]
    assert tree(SITE, "/").xpath("//link[@rel='alternate']/@href") == ["/rss.xml"]


def test_some_channels_are_in_gbk_and_their_headers_name_no_charset() -> None:
    for name, declared in (("shehui", "gb2312"), ("tiyu", None)):
        answer = SITE.get(f"/{name}/")
        assert answer.headers["Content-Type"] == "text/html"
        with pytest.raises(UnicodeDecodeError):
            answer.body.decode("utf-8")
        text = answer.body.decode("gbk")
        assert re.findall(r"charset=(\w+)", text) == ([declared] if declared else [])


def test_one_article_goes_over_three_pages() -> None:
    [long] = [told for told in SITE.stories() if told.pages > 1]
    first = tree(SITE, long.path)
    assert first.xpath("//a[.='下一页']/@href") == [long.path.replace(".html", "_2.html")]
    last = tree(SITE, long.path.replace(".html", "_3.html"))
    assert last.xpath("//a[.='下一页']") == []
    assert last.xpath("//h1/text()") == [long.title]


def test_one_story_has_a_table_and_another_pictures_with_captions() -> None:
    pages = [tree(SITE, told.path) for told in SITE.stories() if told.table]
    assert all(len(page.xpath("//div[@class='content']//tr")) == 5 for page in pages)
    assert pages
    pictured = [told for told in SITE.stories() if told.captions]
    captions = [tree(SITE, told.path).xpath("//figcaption/text()") for told in pictured]
    assert captions == [list(told.captions) for told in pictured]
    assert pictured


def test_the_home_page_and_one_other_show_an_older_wording_of_a_corrected_headline() -> None:
    pinned = SITE.story(PINNED)
    assert pinned.former
    assert tree(SITE, pinned.path).xpath("//h1/text()") == [pinned.title]
    stale = [
        path for path in SITE.paths() if pinned.former in tree(SITE, path).xpath(f"//a[@href='{pinned.path}']/text()")
    ]
    beside = SITE.story(PINNED + 1).path.removesuffix(".html")
    assert {"/", f"{beside}.html"} <= set(stale)
    assert all(path.startswith(beside) for path in stale if re.search(r"/\d{8}/", path))


def test_an_article_page_has_the_eight_blocks_of_the_seed_page_in_its_order() -> None:
    for told in SITE.stories():
        page = tree(SITE, told.path)
        assert [heading.text_content() for heading in page.find_class("mod-hd")] == LABELS
        assert "标签：" in page.find_class("tags")[0].text_content()


def test_blocks_hold_bare_dates_empty_entries_and_cut_summaries_as_on_the_seed_page() -> None:
    page = tree(SITE, SITE.story(8).path)
    for label in ("相关阅读", "精彩放送"):
        entries = [entry.text_content() for entry in block(page, label).xpath(".//li")]
        assert entries
        assert all(re.fullmatch(r"\d\d-\d\d", entry) for entry in entries)
    assert [entry.text_content() for entry in block(page, "今日必看").xpath(".//li")][-1] == ""
    cards = block(page, "推荐阅读").xpath(".//li")
    assert len(cards) == 8
    assert cards[0].xpath("./h4/a/@href") == [SITE.story(8).path]
    assert all(re.search(r"更多\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", card.text_content()) for card in cards)


def test_the_hundred_latest_headlines_hold_repeats_to_the_letter_near_repeats_and_traps() -> None:
    shown = [link.text for link in block(tree(SITE, SITE.story(8).path), "最新见闻").xpath(".//a")]
    assert shown == [words for _, words in SITE.edition.latest]
    assert len(shown) == 100
    assert len(set(shown)) == 97
    known = set(shown)
    near = [words for words in shown if words.removeprefix("快讯|") in known and words.startswith("快讯|")]
    near += [words for words in shown if words.endswith("…") and sum(w.startswith(words[:-1]) for w in known) == 2]
    near += [words for words in shown if re.search("[０-９]", words)]
    assert len(near) == 5
    board = "半导体板块11月20日涨0.{}%，"
    assert [sum(words.startswith(board.format(end)) for words in known) for end in ("13", "15")] == [1, 1]
    assert {"砚河县气象台发布大雾橙色预警", "望沧县气象台发布大雾橙色预警"} <= known
    assert sum(url.startswith(WIRE) for url, _ in SITE.edition.latest) > 60


def test_no_two_stories_share_a_line() -> None:
    own = [told for told in SITE.stories() if not told.title.startswith("关注｜")]
    lines = [line for told in own for line in told.prose]
    assert len(lines) == len(set(lines))
    assert all("{" not in line for line in lines)


def test_a_reprint_tells_the_words_of_another_article_under_its_own_address() -> None:
    reprints = [told for told in SITE.stories() if told.title.startswith("关注｜")]
    originals = {told.prose[0]: told for told in SITE.stories() if told not in reprints}
    assert reprints
    for told in reprints:
        origin = originals[told.prose[0]]
        assert origin.lines[:3] == told.lines[:3]
        assert origin.source == told.source
        assert origin.path != told.path


def test_every_story_of_the_data_has_what_the_portal_needs() -> None:
    for number in range(1, 27):
        entry = template_of(number)
        assert all(part in entry["headlines"][-1] for part in ("{town}", "{a}"))
        assert any("{c}" in line for line in entry["text"])
        assert all("{" in line or line.startswith("@") for line in [*entry["text"], *entry.get("more", [])])
