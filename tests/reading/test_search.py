"""Search finds what a look at every text finds, in both scripts, and follows the output files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsportal.reading.records import Records
from newsportal.reading.search import Found, Query, SearchIndex, Where
from newsportal.reading.search.query import fold
from newsportal.text.china_time import CHINA, iso

NOON = datetime(2026, 11, 20, 12, tzinfo=CHINA)
SIGNS = "桥橋发發髮通车車縣县乾干5Gg％% 　，。1·Ａ"


def headline(number: int, text: str, **more: object) -> dict[str, Any]:
    return {
        "id": f"{number:016x}", "kind": "new", "text": text, "url": f"http://a.example/{number}", "portal": "river",
        "page": "http://a.example/", "page_role": "hub", "block": "要闻", "block_role": "list", "rank": 1,
        "first_seen": iso(NOON + timedelta(minutes=number)), "crawl": "c", "other": None,
    } | more  # fmt: skip


def sighting(number: int, text: str, kind: str = "repeat") -> dict[str, Any]:
    return headline(number, text) | {
        "headline": f"{number:016x}", "kind": kind, "seen": iso(NOON), "full_text": text, "place": 1, "also": [],
        "verdict": None, "block": "头条",
    }  # fmt: skip


def article(number: int, title: str, text: str, revision: int = 1) -> dict[str, Any]:
    return {
        "url": f"http://a.example/{number}", "title": title, "text": text, "portal": "river", "revision": revision,
        "fetched": iso(NOON + timedelta(minutes=number)),
    }  # fmt: skip


def write(folder: Path, kind: str, lines: Iterable[dict[str, Any]], how: str = "a") -> None:
    with (folder / f"{kind}.jsonl").open(how, encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def find(folder: Path, *words: str, **where: Any) -> list[Found]:
    with Records(folder) as records, SearchIndex(folder / "search.sqlite") as index:
        index.update(records)
        return list(index.find(Query.of(words), Where(**where)))


def texts(found: Iterable[Found]) -> list[str]:
    return [one.text for one in found]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    with SearchIndex(tmp_path_factory.mktemp("search") / "search.sqlite") as made:
        yield made


@settings(max_examples=60)
@given(
    st.lists(st.text(SIGNS, min_size=1, max_size=9), min_size=1, max_size=12, unique=True),
    st.lists(
        st.tuples(st.sampled_from(["", "+", "!"]), st.text(SIGNS, min_size=1, max_size=4)), min_size=1, max_size=3
    ),
)
def test_what_is_found_is_what_a_look_at_every_text_finds(
    tmp_path_factory: pytest.TempPathFactory, index: SearchIndex, titles: list[str], asked: list[tuple[str, str]]
) -> None:
    words = [sign + word for sign, word in asked if fold(word)]
    folder = tmp_path_factory.mktemp("output")
    write(folder, "headlines", (headline(number, text) for number, text in enumerate(titles)))
    with Records(folder) as records:
        index.update(records)
    if not words:
        return
    query = Query.of(words)
    plain, must, never = (
        [fold(word) for sign, word in asked if sign == which and fold(word)] for which in ("", "+", "!")
    )

    def right(text: str) -> bool:
        return (
            (not plain or any(word in text for word in plain))
            and all(word in text for word in must)
            and not any(word in text for word in never)
        )

    assert sorted(texts(index.find(query, Where()))) == sorted(text for text in titles if right(fold(text)))


def test_either_script_any_width_and_words_of_one_character_are_found(tmp_path: Path) -> None:
    write(tmp_path, "headlines", [headline(1, "臺灣發展５Ｇ網絡"), headline(2, "乾隆年间的桥"), headline(3, "理髮店")])
    assert texts(find(tmp_path, "发展5g")) == ["臺灣發展５Ｇ網絡"]
    assert texts(find(tmp_path, "橋")) == texts(find(tmp_path, "干隆")) == ["乾隆年间的桥"]
    assert texts(find(tmp_path, "发")) == ["理髮店", "臺灣發展５Ｇ網絡"]
    assert texts(find(tmp_path, "发", "！店")) == ["臺灣發展５Ｇ網絡"]
    assert texts(find(tmp_path, "店", "桥", "+乾")) == ["乾隆年间的桥"]


def test_a_search_is_narrowed_by_portal_block_and_time(tmp_path: Path) -> None:
    lines = [
        headline(1, "大桥合龙"),
        headline(2, "大桥通车", portal="delta"),
        headline(60, "大桥收费", block="财经要闻"),
    ]
    write(tmp_path, "headlines", lines)
    assert texts(find(tmp_path, "大桥", portal="river")) == ["大桥收费", "大桥合龙"]
    assert texts(find(tmp_path, "大桥", block="財經")) == ["大桥收费"]
    assert texts(find(tmp_path, "大桥", since=NOON + timedelta(hours=1))) == ["大桥收费"]


def test_another_wording_of_a_headline_is_found_and_told_once(tmp_path: Path) -> None:
    write(tmp_path, "headlines", [headline(1, "大桥合龙")])
    said = [sighting(1, "大桥合龙"), sighting(1, "快讯|大桥今日合龙"), sighting(1, "快讯|大桥今日合龙", "changed")]
    write(tmp_path, "sightings", [*said, sighting(1, "大桥昨夜合龙", "gone")])
    assert sorted(texts(find(tmp_path, "合龙"))) == ["大桥合龙", "快讯|大桥今日合龙"]
    assert [(one.id, one.block) for one in find(tmp_path, "今日")] == [(f"{1:016x}", "头条")]


def test_articles_are_found_by_title_and_text_in_their_newest_revision(tmp_path: Path) -> None:
    write(tmp_path, "articles", [article(1, "大桥合龙", "县长到场。"), article(2, "渡口停航", "自下月起。")])
    assert texts(find(tmp_path, "县长", articles=True)) == ["大桥合龙"]
    write(tmp_path, "articles", [article(1, "大桥合龙", "副县长到场，居民围观。", revision=2)])
    assert texts(find(tmp_path, "围观", articles=True)) == ["大桥合龙"]
    assert find(tmp_path, "。", "!渡口", "+，", articles=True)[0].url == "http://a.example/1"
    assert len(find(tmp_path, "到场", articles=True)) == 1


def test_what_is_new_in_the_files_is_taken_in_and_files_begun_anew_begin_the_index_anew(tmp_path: Path) -> None:
    write(tmp_path, "headlines", [headline(1, "大桥合龙")])
    assert len(find(tmp_path, "大桥")) == 1
    write(tmp_path, "headlines", [headline(2, "大桥通车")])
    assert texts(find(tmp_path, "大桥")) == ["大桥通车", "大桥合龙"]
    write(tmp_path, "headlines", [headline(3, "大桥收费")], "w")
    assert texts(find(tmp_path, "大桥")) == ["大桥收费"]


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    write(tmp_path, "headlines", [headline(1, "大桥合龙")])
    (tmp_path / "search.sqlite").write_bytes(b"no database at all" * 99)
    assert len(find(tmp_path, "大桥")) == 1


def test_a_sign_without_a_word_is_refused() -> None:
    for wrong in ("+", "!", "", "　"):
        with pytest.raises(ValueError, match="no word"):
            Query.of([wrong])
