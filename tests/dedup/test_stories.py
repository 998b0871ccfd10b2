"""What bodies say: of stories, and of headlines whose words left a doubt."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from newsportal.dedup.fingerprint import compare_bodies, read_body, sentences
from newsportal.dedup.full_body import FullBody
from newsportal.text.china_time import iso
from tests.dedup.crawling import START, Crawling, body

TITLE = "海棠湾大桥今日合龙"


def test_a_reprint_with_header_and_footer_joins_the_story() -> None:
    crawling = Crawling()
    first = crawling.read(TITLE, body(1), "a/1")
    text = f"来源：海棠日报 作者：林小渔\n{body(1)}\n本文仅代表作者个人观点，与本站立场无关，特此声明。"
    second = crawling.read("大桥合龙", text, "b/1", day=1)
    assert (first.rule, second.rule) == (None, "reprint")
    assert first.story == second.story
    assert "http://a.example/a/1" in (second.evidence or "")


def test_a_cut_reprint_and_an_edited_one_join_the_story() -> None:
    crawling = Crawling()
    first = crawling.read(TITLE, body(1, 20), "a/1")
    assert crawling.read(TITLE, body(1, 14), "b/1").story == first.story
    assert crawling.read(TITLE, body(1, 20).replace("渔港", "渔场"), "c/1").story == first.story


def test_another_article_opens_another_story() -> None:
    crawling = Crawling()
    assert crawling.read(TITLE, body(1), "a/1").story != crawling.read(TITLE, body(2), "b/1").story


def test_one_text_with_other_numbers_is_another_story() -> None:
    crawling = Crawling()
    digits = str.maketrans("0123456789", "7418529630")
    first = crawling.read(TITLE, body(1), "a/1")
    assert crawling.read(TITLE, body(1).translate(digits), "b/1").story != first.story


def test_earliest_seen_earliest_claimed_and_its_credit_are_kept_apart() -> None:
    crawling = Crawling()
    crawling.read(TITLE, body(1), "b/1", published=START + timedelta(hours=2), source="青川网")
    told = crawling.read(TITLE, body(1), "a/1", day=1, published=START, source="海棠日报")
    assert told.first_seen == iso(START)
    assert told.first_claimed == iso(START)
    assert told.credited == "海棠日报"


def test_more_than_seven_days_apart_a_text_is_another_story() -> None:
    crawling = Crawling()
    assert crawling.read(TITLE, body(1), "a/1").story != crawling.read(TITLE, body(1), "b/1", day=8).story


def test_a_hosts_boilerplate_makes_no_story() -> None:
    crawling = Crawling()
    footer = body(99, 10)
    stories = {crawling.read(f"第{n}则", f"{body(n, 5)}\n{footer}", f"a/{n}").story for n in range(8)}
    assert len(stories) == 8


def test_a_revision_keeps_its_story() -> None:
    crawling = Crawling()
    first = crawling.read(TITLE, body(1), "a/1")
    again = crawling.read(TITLE, body(3), "a/1", day=1)
    assert (again.story, again.rule) == (first.story, "revision")


def test_two_articles_whose_bodies_differ_are_two_headlines_whatever_their_titles() -> None:
    crawling = Crawling()
    first = crawling.see(TITLE, "a/1")
    assert crawling.see(TITLE, "b/1").headline == first.headline
    crawling.read(TITLE, body(1), "a/1")
    (resolution,) = crawling.read(TITLE, body(2), "b/1").resolutions
    assert (resolution.kind, resolution.other) == ("different", first.headline)
    assert crawling.see(TITLE, "b/1").headline == resolution.headline != first.headline


def test_bodies_read_before_keep_equal_titles_two_headlines() -> None:
    crawling = Crawling()
    crawling.read(TITLE, body(1), "a/1")
    crawling.read(TITLE, body(2), "b/1")
    assert crawling.see(TITLE, "a/1").headline != crawling.see(TITLE, "b/1").headline


def test_a_maybe_is_resolved_by_both_bodies() -> None:
    crawling = Crawling()
    first = crawling.see("海棠湾早间播报", "a/1")
    later = crawling.see("海棠湾早间播报", "a/2", day=1)
    assert later.kind == "maybe"
    crawling.read("海棠湾早间播报", body(1), "a/1")
    (resolution,) = crawling.read("海棠湾早间播报", body(1), "a/2", day=1).resolutions
    assert (resolution.kind, resolution.headline, resolution.other) == ("same", later.headline, first.headline)
    assert crawling.see("海棠湾早间播报", "a/2", day=2).headline == first.headline


def test_a_maybe_of_different_bodies_stays_two() -> None:
    crawling = Crawling()
    first = crawling.see("海棠湾早间播报", "a/1")
    later = crawling.see("海棠湾早间播报", "a/2", day=1)
    crawling.read("海棠湾早间播报", body(1), "a/1")
    (resolution,) = crawling.read("海棠湾早间播报", body(2), "a/2", day=1).resolutions
    assert resolution.kind == "different"
    assert crawling.see("海棠湾早间播报", "a/2", day=2).headline == later.headline != first.headline


def test_short_bodies_resolve_nothing() -> None:
    assert compare_bodies(read_body("大桥合龙。"), read_body("大桥合龙。")).kind == "unknown"


def test_reading_a_body_needs_no_jieba() -> None:
    import subprocess
    import sys

    code = "import sys; import newsportal.dedup.identity; from newsportal.dedup.fingerprint import read_body;"
    code += "read_body('海棠湾' * 99); assert not {'jieba', 'tldextract'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text("海棠江新桥通车两岸居民ab_3.: 。！?;\n１２", max_size=400))
def test_a_body_read_at_once_is_that_read_sentence_by_sentence(text: str) -> None:
    said, full = sentences(text), FullBody.of("海棠江新桥", text)
    assert full.body == read_body(said)
    assert list(full.keys) == list(dict.fromkeys(one.key for one in said if one.key))
    assert FullBody.read(json.loads(json.dumps(full.told()))) == full


@given(st.text("海棠江新桥通车两岸居民aB_3.: 。！?;\n１２ß𠀀", max_size=900), st.randoms())
def test_a_body_without_boilerplate_is_that_of_the_sentences_left(text: str, chance: Random) -> None:
    full, keys = FullBody.of("海棠江新桥", text), [one.key for one in sentences(text) if one.key]
    gone = set(chance.sample(keys, min(len(keys), chance.randrange(4))))
    assert full.without(text, gone) == read_body(text, gone)


def test_boilerplate_of_a_long_text_is_taken_out() -> None:
    lines = [f"{body(n)}。" for n in range(9)]
    text = "\n".join(lines)
    full = FullBody.of("海棠江新桥", text)
    for line in lines:
        gone = {one.key for one in sentences(line)[:2]}
        assert full.without(text, gone) == read_body(text, gone)


def test_a_number_stays_as_long_as_it_stands_somewhere_else() -> None:
    told = "海棠江上新桥长{}公里，两岸居民今天都来看，说的是桥。"
    text = "\n".join((told.format("3"), told.format("３、4"), "桥有3.5里。", told.format("4、5，还是5")))
    first, second, third = (one.key for one in sentences(text) if one.key)
    for gone, left in (
        ({first}, {"3", "3.5", "4", "5"}),
        ({first, second}, {"3.5", "4", "5"}),
        ({third}, {"3", "3.5", "4"}),
    ):
        assert FullBody.of("题", text).without(text, gone).numbers == left


def test_a_body_that_an_earlier_version_told_is_read_anew() -> None:
    told = FullBody.of("海棠江新桥", body(1)).told()
    assert FullBody.read(told[:-1]) is None


def test_the_keys_of_a_body_are_mixed_with_that_of_its_host_one_by_one() -> None:
    full = FullBody.of("题", "".join(f"第{n}句话说的是海棠江上新桥通车以后的事。" for n in range(9)))
    for host in (0, -1, 7, -(1 << 63), (1 << 63) - 1):
        assert full.at(host) == [key ^ host for key in full.keys]
    assert FullBody.of("题", "").at(7) == []


def test_a_few_letters_between_two_sentences_of_boilerplate_join_what_stands_beside_them() -> None:
    chance, letters = Random(3), [chr(0x4E00 + n) for n in range(60)]

    def words(size: int) -> str:
        return "".join(chance.choices(letters, k=size))

    for few in range(6):
        one, other = words(14), words(14)
        some = "".join(f"{words(1)}！" for _ in range(few))
        text = "。".join((*(words(40) for _ in range(8)), f"{one}。{some}{other}", *(words(40) for _ in range(8))))
        gone = {sentence.key for sentence in sentences(f"{one}。{other}")}
        assert FullBody.of("题", text).without(text, gone) == read_body(text, gone)
