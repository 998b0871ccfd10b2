"""Which headline a link names: by address, by words, and when by neither."""

from __future__ import annotations

import pytest

from newsportal.text.keys import key_of
from tests.dedup.crawling import START, Crawling, body

BRIDGE = "海棠湾大桥今日合龙 两岸车程缩短一小时"
COLUMN = "海棠湾早间播报"


@pytest.fixture
def crawling() -> Crawling:
    return Crawling()


def test_the_same_address_is_the_same_headline(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1")
    again = crawling.see(BRIDGE, "a/1", day=20)
    assert (first.kind, again.kind, again.rule) == ("new", "repeat", "address")
    assert first.headline == again.headline
    assert len(first.headline) == 16


def test_ids_come_from_addresses_so_that_a_rebuild_gives_the_same() -> None:
    assert Crawling().see(BRIDGE, "a/1").headline == Crawling().see("别的标题写在这里", "a/1").headline


def test_equal_words_in_one_crawl_are_one_headline(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1", crawl="c")
    again = crawling.see(BRIDGE, "a/2", crawl="c")
    assert (again.kind, again.rule, again.headline) == ("repeat", "equal", first.headline)


def test_equal_words_stand_in_one_crawl_even_where_the_first_address_is_old(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1")
    crawling.see(BRIDGE, "a/1", day=9, crawl="c")
    assert crawling.see(BRIDGE, "a/2", day=9, crawl="c").headline == first.headline


def test_equal_words_within_a_day_are_one_headline(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1", crawl="morning")
    assert crawling.see(BRIDGE, "a/2", day=0.3, crawl="evening").headline == first.headline


def test_across_days_equal_words_under_another_address_are_no_proof(crawling: Crawling) -> None:
    first = crawling.see(COLUMN, "a/1")
    later = crawling.see(COLUMN, "a/2", day=1)
    assert (later.kind, later.other) == ("maybe", first.headline)
    assert later.headline != first.headline


def test_a_title_seen_on_three_days_merges_by_words_no_more(crawling: Crawling) -> None:
    for day in range(3):
        crawling.see(COLUMN, f"a/{day}", day=day)
    morning = crawling.see(COLUMN, "a/m", day=3)
    evening = crawling.see(COLUMN, "a/e", day=3.2)
    elsewhere = crawling.see(COLUMN, "b/1", day=3.2)
    assert {d.rule for d in (morning, evening, elsewhere)} == {"recurring"}
    assert len({d.headline for d in (morning, evening, elsewhere)}) == 3


def test_across_portals_the_same_words_are_one_headline(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1")
    other = crawling.see(f"快讯｜{BRIDGE}_青川网", "b/1", day=2)
    assert (other.kind, other.rule, other.headline) == ("repeat", "equal", first.headline)


def test_across_portals_more_than_three_days_apart_they_are_not(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1")
    assert crawling.see(BRIDGE, "b/1", day=5).headline != first.headline


def test_short_titles_do_not_merge_across_portals(crawling: Crawling) -> None:
    assert crawling.see("早间新闻", "a/1").headline != crawling.see("早间新闻", "b/1").headline


def test_a_rewording_on_one_portal_stays_two_headlines_with_the_link_noted(crawling: Crawling) -> None:
    first = crawling.see("海棠市计划新建三座过街天桥", "a/1")
    other = crawling.see("海棠市计划新建三座人行过街天桥", "a/2")
    assert (other.kind, other.other) == ("maybe", first.headline)


def test_a_rewording_on_another_portal_is_a_repeat_that_says_why(crawling: Crawling) -> None:
    first = crawling.see("海棠市计划新建三座过街天桥", "a/1")
    other = crawling.see("海棠市计划新建三座人行过街天桥", "b/2")
    assert (other.kind, other.rule, other.headline) == ("repeat", "reworded", first.headline)
    assert "人行" in (other.evidence or "")


def test_a_rewording_is_looked_for_among_the_headlines_of_three_days(crawling: Crawling) -> None:
    first = crawling.see("海棠市计划新建三座过街天桥", "a/1")
    assert crawling.see("海棠市拟新建三座过街天桥", "b/1", day=3).headline == first.headline
    assert crawling.see("海棠市拟新建三座人行过街天桥", "c/1", day=4).kind == "new"


def test_changed_words_under_one_address_are_told_once_with_both_wordings(crawling: Crawling) -> None:
    first = crawling.see("海棠湾沉船事故已有2人获救", "a/1")
    changed = crawling.see("海棠湾沉船事故已有5人获救", "a/1", day=0.1)
    assert (changed.kind, changed.headline) == ("changed", first.headline)
    assert (changed.other, changed.text) == ("海棠湾沉船事故已有2人获救", "海棠湾沉船事故已有5人获救")
    assert crawling.see("海棠湾沉船事故已有5人获救", "a/1", day=0.2).kind == "repeat"


def test_other_words_in_one_crawl_or_in_another_block_are_a_variant_that_names_the_known_ones(
    crawling: Crawling,
) -> None:
    first = crawling.see("海棠湾沉船事故已有2人获救", "a/1", crawl="c1")
    here = crawling.see("海棠湾沉船：两人获救", "a/1", crawl="c1", block="头条")
    same_block = crawling.see("海棠湾沉船救援进行中", "a/1", crawl="c1")
    later = crawling.see("沉船两人获救 救援船队仍在搜寻", "a/1", crawl="c2", day=1, block="最新")
    for variant in (here, same_block, later):
        assert (variant.kind, variant.rule, variant.headline) == ("repeat", "address", first.headline)
        assert "海棠湾沉船事故已有2人获救" in (variant.evidence or "")
    places = ["in another block", "in this crawl", "in another block"]
    assert all(where in (found.evidence or "") for where, found in zip(places, (here, same_block, later), strict=True))
    assert crawling.see("海棠湾沉船事故已有7人获救", "a/1", crawl="c2", day=1).kind == "changed"


def test_cut_words_under_one_address_are_no_change(crawling: Crawling) -> None:
    crawling.see(BRIDGE, "a/1")
    assert crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/1").kind == "repeat"


def test_cut_words_are_completed_from_the_same_address(crawling: Crawling) -> None:
    crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/1")
    crawling.see(BRIDGE, "a/1")
    again = crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/1", day=1)
    assert (again.text, again.text_from) == (BRIDGE, "address")


def test_cut_words_are_completed_by_a_unique_known_prefix(crawling: Crawling) -> None:
    first = crawling.see(BRIDGE, "a/1")
    cut = crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/2", day=1)
    assert (cut.headline, cut.rule) == (first.headline, "cut")
    assert (cut.text, cut.text_from) == (BRIDGE, "prefix")


def test_a_tie_stays_cut(crawling: Crawling) -> None:
    crawling.see("海棠湾大桥今日合龙通车 两岸商家备足年货", "a/1")
    crawling.see("海棠湾大桥今日合龙通车 首班公交坐满渔民", "b/1")
    cut = crawling.see("海棠湾大桥今日合龙通车…", "c/1")
    assert (cut.kind, cut.rule, cut.text) == ("maybe", "tie", "海棠湾大桥今日合龙通车…")


def test_a_tie_among_many_is_seen_too(crawling: Crawling) -> None:
    for number in range(30):
        crawling.see(f"海棠湾大桥今日合龙通车 第{number}批游客登桥观光", f"a/{number}")
    assert crawling.see("海棠湾大桥今日合龙通车…", "c/1").rule == "tie"


def test_cut_words_are_completed_by_the_article_read_before(crawling: Crawling) -> None:
    crawling.read(BRIDGE, body(1), "a/1")
    first = crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/1")
    assert (first.text, first.text_from) == (BRIDGE, "article")


def test_cut_words_are_completed_by_the_article_read_later(crawling: Crawling) -> None:
    crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/1")
    crawling.read(BRIDGE, body(1), "a/1")
    again = crawling.see("海棠湾大桥今日合龙 两岸车程…", "a/1", day=1)
    assert (again.text, again.text_from) == (BRIDGE, "article")


def test_words_that_the_page_gives_in_full_stay_as_given(crawling: Crawling) -> None:
    crawling.see(f"{BRIDGE} 记者实地探访渡口老街", "a/1")
    given = crawling.see(BRIDGE, "a/1", text_from="title")
    assert (given.text, given.text_from) == (BRIDGE, "title")


def test_no_chain_merges_what_differs(crawling: Crawling) -> None:
    whole = crawling.see("海棠湾大桥今日合龙通车 两岸商家备足年货", "a/1")
    cut = crawling.see("海棠湾大桥今日合龙通车…", "b/1")
    other = crawling.see("海棠湾大桥今日合龙通车 首班公交坐满渔民", "c/1")
    assert cut.headline == whole.headline
    assert other.headline != whole.headline


def test_a_headline_that_left_a_block_is_told_once_with_its_last_crawl(crawling: Crawling) -> None:
    left = crawling.see(BRIDGE, "a/1", crawl="c1")
    crawling.see(BRIDGE, "a/1", crawl="c1", block="热点")
    crawling.see("海棠湾渔民累计放流鱼苗百万尾", "a/2", crawl="c2", day=1)
    (gone,) = crawling.identity.gone("a", "c2")
    assert (gone.headline, gone.block, gone.last_crawl) == (left.headline, "要闻", "c1")
    assert crawling.identity.gone("a", "c2") == []


def test_what_stands_in_blocks_that_were_not_seen_is_not_gone(crawling: Crawling) -> None:
    crawling.see(BRIDGE, "a/1", crawl="c1", block="热点")
    crawling.see("海棠湾渔民累计放流鱼苗百万尾", "b/2", crawl="c2", block="热点")
    assert crawling.identity.gone("b", "c2") == []


def test_what_stood_on_a_page_that_was_not_read_is_gone_only_when_the_window_has_passed() -> None:
    crawling, page = Crawling(window_days=10), "http://a.example/sport/"
    left = crawling.see(BRIDGE, "a/1", crawl="c0", block="热点")
    crawling.identity.stood(left.headline, "a", "热点", page, "c0")
    for day, gone in ((1, 0), (10, 0), (11, 1)):
        seen = crawling.see("海棠湾渔民累计放流鱼苗百万尾", "a/2", crawl=f"c{day}", day=day, block="热点")
        crawling.identity.stood(seen.headline, "a", "热点", "http://a.example/", f"c{day}")
        assert len(crawling.identity.gone("a", f"c{day}")) == gone


def test_what_stood_on_a_page_that_was_read_again_is_gone(crawling: Crawling) -> None:
    page = "http://a.example/sport/"
    left = crawling.see(BRIDGE, "a/1", crawl="c1")
    crawling.identity.stood(left.headline, "a", "要闻", page, "c1")
    seen = crawling.see("海棠湾渔民累计放流鱼苗百万尾", "a/2", crawl="c2", day=1)
    crawling.identity.stood(seen.headline, "a", "要闻", page, "c2")
    assert [gone.headline for gone in crawling.identity.gone("a", "c2")] == [left.headline]


def test_a_headline_that_becomes_another_s_brings_all_its_portals(crawling: Crawling) -> None:
    """Else its words on such a portal would count there as on a portal that never showed them."""
    first = crawling.see("海棠市计划新建三座过街天桥", "a/1")
    maybe = crawling.see("海棠市计划新建三座人行过街天桥", "a/2")
    assert maybe.kind == "maybe"
    for portal in "bc":
        assert crawling.see("海棠市计划新建三座人行过街天桥", f"{portal}/2").headline == maybe.headline
    crawling.read("海棠市计划新建三座过街天桥", body(3), "a/1")
    (resolution,) = crawling.read("海棠市计划新建三座人行过街天桥", body(3), "a/2").resolutions
    assert (resolution.kind, resolution.other) == ("same", first.headline)
    index = crawling.identity.index
    address = index.address(key_of("http://a.example/a/1"))
    assert address is not None
    assert address.row is not None
    known = index.headline(address.row)
    assert known is not None
    assert {index.blocks.number(portal) for portal in "abc"} <= set(known.portals)


def test_an_address_is_known_after_its_words_were_purged() -> None:
    crawling = Crawling(window_days=10)
    first = crawling.see(BRIDGE, "a/1")
    crawling.see("海棠湾渔民累计放流鱼苗百万尾", "a/2", day=30)
    assert crawling.identity.gone("a", "a-30")
    before = crawling.see("海棠湾灯塔修缮完成", "a/3", day=40)
    crawling.identity.purge(START.replace(month=12))
    again = crawling.see(BRIDGE, "a/1", day=41)
    assert (again.headline, again.kind) == (first.headline, "repeat")
    assert before.headline != again.headline


def test_what_is_listed_apart_merges_with_nothing() -> None:
    crawling = Crawling(apart=["http://b.example/b/1"])
    first = crawling.see(BRIDGE, "a/1")
    assert crawling.see(BRIDGE, "b/1").headline != first.headline
    assert crawling.see(BRIDGE, "c/1").headline == first.headline


def test_a_refused_rule_merges_nothing() -> None:
    crawling = Crawling(refused=["reworded"])
    first = crawling.see("海棠市计划新建三座过街天桥", "a/1")
    assert crawling.see("海棠市计划新建三座人行过街天桥", "b/2").headline != first.headline


def test_traditional_and_simplified_words_of_one_story_meet(crawling: Crawling) -> None:
    first = crawling.see("臺風遠離 蘭嶼漁港昨夜復業", "hk/1")
    again = crawling.see("台风远离 兰屿渔港昨夜复业", "bj/1", day=1)
    assert (again.kind, again.rule, again.headline) == ("repeat", "equal", first.headline)
    crawling.see("松屿渔民在外海放流鱼苗百万尾", "bj/2", day=1)
    reworded = crawling.see("松嶼漁民在外海成功放流魚苗百萬尾", "hk/2", day=1)
    assert (reworded.kind, reworded.rule) == ("repeat", "reworded")
