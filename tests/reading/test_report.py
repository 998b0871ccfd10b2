"""What the report tells: by the facts gathered from files of a few lines, each of which is named here."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsportal.exit_codes import Exit
from newsportal.reading.records import Records
from newsportal.reading.report import write_report
from newsportal.reading.report.data import data
from newsportal.reading.report.gather import Facts, gather
from newsportal.reading.report.rising import rising
from newsportal.reading.report.silence import silence
from tests.reading.made import NOON, Made, at
from tests.run import scrapy

HOME, NEWS = "https://www.lan.example/", "https://www.lan.example/news/"


def facts_of(made: Made, folder: Path, days: float = 8) -> Facts:
    with Records(made.write(folder)) as records:
        facts = gather(records, days)
    assert facts is not None
    return facts


def told(made: Made, folder: Path) -> dict[str, Any]:
    facts = facts_of(made, folder)
    return data(facts, facts.as_of)


def pictures(facts: Facts) -> dict[str, list[tuple[str, list[str]]]]:
    return {
        page.url: [(rows[0].block, [row.headline for row in rows]) for rows in page.blocks()] for page in facts.standing
    }


def test_what_stands_is_what_the_last_reading_of_each_hub_found(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "头条", "开桥", "通车", place=1)
    made.see("lan", 0, NEWS, "要闻", "建校", place=1)
    made.end("lan", 0)
    made.see("lan", 1, HOME, "热榜", "放榜", place=2)
    made.see("lan", 1, HOME, "头条", "通车", place=1, kind="repeat")
    made.gone("lan", 1, "头条", "开桥")
    made.end("lan", 1)
    facts = facts_of(made, tmp_path)
    assert pictures(facts) == {HOME: [("头条", ["通车"]), ("热榜", ["放榜"])], NEWS: [("要闻", ["建校"])]}
    assert facts.heads["开桥"].gone == int((NOON + timedelta(hours=1)).timestamp())
    assert facts.heads["通车"].gone == 0


def test_a_headline_that_stands_on_several_hubs_or_twice_on_one_is_found_at_each_place(tmp_path: Path) -> None:
    made = Made()
    also = [{"page": NEWS, "place": 3, "rank": 7}, {"page": HOME, "place": 2, "rank": 4}]
    made.see("lan", 0, HOME, "要闻", "开桥", place=1, also=also)
    made.see("lan", 0, HOME, "要闻", "通车", place=2)
    facts = facts_of(made, tmp_path)
    assert pictures(facts) == {HOME: [("要闻", ["开桥"]), ("要闻", ["通车", "开桥"])], NEWS: [("要闻", ["开桥"])]}
    assert [row.rank for rows in facts.standing[1].blocks() for row in rows] == [7]


@pytest.mark.parametrize(("hours", "stands"), [(40, True), (60, False)])
def test_a_hub_stands_as_long_as_it_is_read_or_called_unchanged(tmp_path: Path, hours: float, stands: bool) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.see("lan", 0, NEWS, "要闻", "通车")
    made.end("lan", 0)
    made.end("lan", hours, hubs_unchanged=[HOME])
    assert set(pictures(facts_of(made, tmp_path))) == ({HOME, NEWS} if stands else {HOME})


def test_a_hub_that_was_read_and_shows_nothing_any_more_does_not_stand(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.end("lan", 0, hubs={HOME: {"要闻": 1}})
    made.end("lan", 1, hubs={HOME: {"": 0}})
    assert pictures(facts_of(made, tmp_path)) == {}


def test_a_headline_has_its_times_portals_best_rank_curve_and_wordings(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "通车", "开桥")
    made.see("lan", 1, HOME, "要闻", "开桥", kind="repeat", rule="address")
    rest = {"headline": "开桥", "kind": "repeat", "rule": "longer", "evidence": "a few words more"}
    made.see("wan", 2, "https://wan.example/", "最新", "开桥了", **rest)
    made.see("lan", 3, HOME, "要闻", "今日开桥", headline="开桥", kind="changed", other="开桥", rank=2)
    made.see(
        "lan",
        4,
        "https://www.lan.example/1.html",
        "相关",
        "今日开桥",
        headline="开桥",
        kind="repeat",
        page_role="article",
    )
    head = facts_of(made, tmp_path).heads["开桥"]
    seconds = int(NOON.timestamp())
    assert (head.text, head.best, head.count, head.new, head.block) == ("今日开桥", 1, 5, True, "要闻")
    assert (head.first - seconds, head.last - seconds) == (0, 4 * 3600)
    assert [(name, portal.best) for name, portal in head.portals.items()] == [("lan", 1), ("wan", 1)]
    assert [(time - seconds) // 3600 for time in head.portals["lan"].curve[::2]] == [0, 1, 3]
    assert head.portals["lan"].curve[1::2] == [2, 1, 2]
    assert {key: (one.rule, one.evidence, one.count) for key, one in head.wordings.items()} == {
        ("开桥", "lan"): (None, None, 2),
        ("开桥了", "wan"): ("longer", "a few words more", 1),
        ("今日开桥", "lan"): (None, None, 2),
    }


def test_headlines_that_the_articles_showed_to_be_one_are_one(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.see("wan", 1, "https://wan.example/", "要闻", "大桥开通", kind="maybe", other="开桥")
    made.see("lan", 2, HOME, "要闻", "别事", kind="maybe", other="开桥")
    for name, verdict in (("大桥开通", "same"), ("别事", "different")):
        made.see("lan", 3, "", "", name, kind="settled", other="开桥", verdict=verdict, rank=0, page_role="article")
    facts = facts_of(made, tmp_path)
    assert set(facts.heads) == {"开桥", "别事"}
    assert list(facts.heads["开桥"].portals) == ["lan", "wan"]
    assert pictures(facts)["https://wan.example/"] == [("要闻", ["开桥"])]


def test_only_the_window_before_the_newest_record_is_told(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", -300, HOME, "要闻", "旧闻")
    made.see("lan", 0, HOME, "要闻", "开桥", "旧事", kind="repeat")
    made.see("lan", 1, HOME, "要闻", "新事")
    facts = facts_of(made, tmp_path)
    assert {name: head.new for name, head in facts.heads.items()} == {"开桥": False, "旧事": False, "新事": True}
    assert facts.begun == NOON
    assert set(facts_of(made, tmp_path, days=400).heads) == {"旧闻", "开桥", "旧事", "新事"}


def test_headlines_of_a_crawl_that_still_runs_are_told_and_its_torn_line_is_not(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    folder = made.write(tmp_path)
    late = {"id": "快讯", "text": "快讯", "url": "https://lan.example/k.html", "portal": "lan", "block": "滚动"}
    late |= {"first_seen": at(1), "crawl": "running", "page_role": "hub", "rank": 2, "kind": "new", "page": HOME}
    text = json.dumps(late | {"block_role": "list", "other": None}, ensure_ascii=False)
    (folder / "headlines.jsonl").write_text(f"{text}\n{text[:40]}", "utf-8")
    with Records(folder) as records:
        facts = gather(records, 8)
    assert facts is not None
    assert facts.heads["快讯"].best == 2
    assert (facts.as_of, facts.unread) == (NOON + timedelta(hours=1), 0)


def test_lines_changed_by_hand_and_those_of_schema_version_1_are_told_as_far_as_they_go(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥", "通车")
    made.article("lan", 0, "开桥", "s", claimed=0, source="")
    made.article("lan", 0, "通车", "s", claimed=0, source="", published="yesterday")
    for kind in ("sightings", "articles"):
        made.lines[kind] += [{"seen": at(0), "fetched": at(0)}, {"seen": "2026-11-20T99", "fetched": "2026-11-20T99"}]
    for line in made.lines["sightings"][:2]:
        del line["place"], line["also"], line["verdict"]
    page = told(made, tmp_path)
    assert page["heads"]["text"][:2] == ["开桥", "通车"]
    assert [link[6] is None for link in page["chains"][0]] == [False, True]


def test_reprints_have_their_claimed_and_their_seen_order_and_the_source_credited(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.article("lan", 0, "开桥", "s", claimed=-1, source="岚浦广播")
    made.article("wan", 1, "开桥了", "s", claimed=-2, source="")
    made.article("wan", 1.007, "别事", "t", claimed=-2, source="")
    page = told(made, tmp_path)
    names = page["names"]
    [chain] = page["chains"]
    assert [(names[link[2]], link[3], names[link[4]], link[5] - link[6]) for link in chain] == [
        ("lan", "开桥", "岚浦广播", 60),
        ("wan", "开桥了", "", 180),
    ]
    assert page["heads"]["chain"] == [0]
    assert page["start"] % 60 == 0  # a minute is one of the clock's, whatever second the newest record has


def test_words_rise_by_distinct_headlines_and_names_are_found_whole() -> None:
    new = [f"{place}海棠湾大桥{act}" for place in ("雁渡", "磬州", "葵阳") for act in ("合龙", "通车", "封顶")]
    new += [f"{place}举行会议{number}" for number in range(30) for place in ("雁渡", "栖川")]
    before = [f"{place}举行会议第{number}次" for number in range(400) for place in ("雁渡", "栖川")]
    found = rising(new, before)
    assert (found[0].word, found[0].new, found[0].before) == ("海棠湾大桥", 9, 0)
    assert not {"举行", "会议", "海棠", "大桥"} & {one.word for one in found}
    assert rising(new[:2], before) == []


def test_with_less_than_two_days_of_history_no_word_is_said_to_rise(tmp_path: Path) -> None:
    made = Made()
    for hours in (0, 47):
        made.see("lan", hours, HOME, "要闻", *(f"大桥{n}号通车{hours}" for n in range(200)))
    assert told(made, tmp_path)["words"] is None
    made.see("lan", 49, HOME, "要闻", *(f"海棠湾{n}号通车" for n in range(20)))
    assert told(made, tmp_path / "later")["words"][0][0].startswith("海棠湾")


def test_a_pause_is_silence_by_the_pauses_before_it() -> None:
    hours = [3600 * hour for hour in (0, 1, 2, 10, 11, 12)]
    assert silence(hours, 3600 * 23) is None
    assert silence(hours, 3600 * 25) == (3600 * 13, 3600 * 8)
    assert silence(hours[:4], 3600 * 99) is None
    assert silence([0, 10, 20, 30, 40], 60) is None  # a burst


def test_silent_blocks_and_portals_are_told(tmp_path: Path) -> None:
    made = Made()
    for hour in range(12):
        blocks = {"要闻": hour < 6, "专题": True} if hour < 9 else {"要闻": False}
        for place, (block, fresh) in enumerate(blocks.items(), 1):
            text = f"{block}{hour if fresh else 5}"
            made.see("lan", hour, HOME, block, text, kind="new" if fresh else "repeat", place=place)
        made.end("lan", hour)
        if hour < 6:
            made.see("wan", hour, "https://wan.example/", "要闻", f"晚{hour}")
            made.end("wan", hour)
    page = told(made, tmp_path)
    names = page["names"]
    assert {(names[one[0]], names[one[1]]): one[5] for one in page["silent"]} == {
        ("lan", "专题"): None,
        ("lan", "要闻"): (6 * 3600, 3600),
    }
    assert {names[one["name"]]: one["late"] and one["late"][1] for one in page["portals"]} == {"lan": None, "wan": 3600}


def test_a_portal_that_was_crawled_last_before_the_window_is_told(tmp_path: Path) -> None:
    made = Made()
    for day in range(-26, -20):
        made.end("wan", 24 * day)
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.end("lan", 0)
    page = told(made, tmp_path)
    late = {page["names"][one["name"]]: one["late"] for one in page["portals"]}
    assert late == {"lan": None, "wan": (21 * 86400, 86400)}
    assert page["crawls"] == 1


def test_the_command_writes_a_page_whole_and_says_what_it_shows(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥", "通车")
    made.write(tmp_path / "output")
    done = scrapy(tmp_path, "report")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split(":")[0] == "output/report.html"
    assert "headlines that stand 2, as of 2026-11-20 12:00" in done.stdout
    assert [path.name for path in (tmp_path / "output").glob("*report*")] == ["report.html"]


def test_a_report_after_an_old_archive_was_read_says_how_far_back_it_lies(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.end("lan", 24 * 2000)
    made.write(tmp_path / "output")
    done = scrapy(tmp_path, "report", "--days=7")
    assert (done.returncode, done.stderr) == (0, "")
    said = "it is empty: the newest headlines and articles are of 2026-11-20; --days 2008 shows them"
    assert done.stdout.splitlines()[1:] == [said]
    assert len(scrapy(tmp_path, "report", "--days=2008").stdout.splitlines()) == 1


def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path) -> None:
    empty = scrapy(tmp_path, "report")
    assert (empty.returncode, "nothing to report: no crawl has" in empty.stderr) == (Exit.USAGE, True)
    assert not (tmp_path / "output").exists()
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.write(tmp_path / "output")
    wrong = scrapy(tmp_path, "report", "--days=nan")
    assert (wrong.returncode, "--days takes a number of days above 0, not nan" in wrong.stderr) == (Exit.USAGE, True)
    (tmp_path / "file").touch()
    full = scrapy(tmp_path, "report", "-o", "file/report.html")
    assert (full.returncode, "the report cannot be written: file" in full.stderr) == (Exit.STORAGE, True)


def test_a_page_that_cannot_be_renamed_leaves_nothing_beside_its_target(tmp_path: Path) -> None:
    made = Made()
    made.see("lan", 0, HOME, "要闻", "开桥")
    made.write(tmp_path / "output")
    (tmp_path / "report.html" / "a folder").mkdir(parents=True)
    with pytest.raises(OSError, match=r"report\.html"):
        write_report(tmp_path / "output", tmp_path / "report.html", 8, NOON)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "report.html"]
