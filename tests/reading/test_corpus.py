"""`scrapy export --corpus`: one article a story, without what its portal puts under every text."""

from __future__ import annotations

import json

import pytest

from newsportal.exit_codes import Exit
from newsportal.reading.tables import corpus
from tests.reading.made import Made
from tests.run import scrapy

duckdb = pytest.importorskip("duckdb")
LEGAL = "本网站所刊内容未经授权不得转载，违者必究。"
BRIDGE = "海棠江上新桥今天建成通车。\n两岸居民过江只要五分钟。"


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Seven articles: two tell one story, one is revised, five end with their portal's line, one is not Chinese."""
    made = Made()
    made.article("a", 1, "新桥通车", "s1", claimed=1, source="晨报", text=f"{BRIDGE}\n{LEGAL}", content_hash="1")
    made.article(
        "b",
        2,
        "新桥今通车",
        "s1",
        claimed=2,
        source="晨报",
        text=f"{BRIDGE}\n第三段在转载里才有，说的是大桥怎样从图纸变成现实。",
        content_hash="2",
    )
    for number, text in enumerate(
        ("鱼市今晨开张，客人很多。", "江上起雾，渡轮停航半日。", "学校春游改在下周举行。", "菜价本周又降一成。"), 3
    ):
        more = {"text": f"{text}记者今天从现场了解到，一切照常，市民不必担心。\n{LEGAL}", "content_hash": str(number)}
        made.article("a", number, f"第{number}号", f"s{number}", claimed=number, source="晨报", **more)
    made.article(
        "a",
        7,
        "第3号",
        "s3",
        claimed=3,
        source="晚報",
        text="魚市今晨開張，來客甚眾，遠近聞名。",
        revision=2,
        content_hash="7",
    )
    made.article(
        "c", 8, "bridge", "s8", claimed=8, source=None, published=None, text="A bridge opens.", content_hash="8"
    )
    folder = tmp_path_factory.mktemp("corpus") / "output"
    made.write(folder)
    return folder


def lines(folder):
    return [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]


def test_each_story_stands_once_by_its_earliest_article_in_the_order_of_dates(output, tmp_path):
    assert corpus.export(output, tmp_path, "earliest") == {"corpus": 6, "articles": 7}
    found = lines(tmp_path)
    assert [line["id"] for line in found] == ["1", "7", "4", "5", "6", "8"]
    assert [(line["articles"], line["chosen"]) for line in found[:2]] == [(2, "earliest"), (1, "earliest")]
    assert {line["license"] for line in found} == {"unknown"}


def test_the_longest_article_of_a_story_is_taken_where_it_is_asked_for(output, tmp_path):
    corpus.export(output, tmp_path, "longest")
    assert next((line["id"], line["chosen"]) for line in lines(tmp_path)) == ("2", "longest")


def test_what_a_portal_puts_under_its_texts_is_left_out(output, tmp_path):
    corpus.export(output, tmp_path, "earliest")
    found = {line["id"]: line["text"] for line in lines(tmp_path)}
    assert found["1"] == BRIDGE
    assert not [text for text in found.values() if LEGAL in text]


def test_language_script_and_date_are_told_from_the_text_and_the_page(output, tmp_path):
    corpus.export(output, tmp_path, "earliest")
    found = {line["id"]: line for line in lines(tmp_path)}
    assert [(found[key]["language"], found[key]["script"]) for key in ("1", "7", "8")] == [
        ("zh", "Hans"), ("zh", "Hant"), ("und", None),
    ]  # fmt: skip
    assert [found[key]["date_from"] for key in ("1", "8")] == ["page", "fetched"]
    assert found["1"]["date"].endswith("+08:00")


def test_parquet_holds_the_same_lines(output, tmp_path):
    corpus.export(output, tmp_path, "earliest")
    names = [name for name in lines(tmp_path)[0] if name != "date"]
    con = duckdb.connect()
    found = con.execute(f"SELECT {', '.join(names)}, epoch(date) FROM '{tmp_path}/corpus.parquet'").fetchall()
    assert [dict(zip(names, row, strict=False)) for row in found] == [
        {name: line[name] for name in names} for line in lines(tmp_path)
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", *corpus.NAMES]


def test_the_command_says_what_it_wrote_and_longest_needs_a_corpus(output, tmp_path):
    told = ("-s", f"NEWSPORTAL_OUTPUT={output}")
    run = scrapy(tmp_path, "export", "made", "--corpus", "--longest", *told)
    assert (run.returncode, run.stderr) == (Exit.OK, "")
    assert "6 articles in the corpus, of 7" in run.stdout
    run = scrapy(tmp_path, "export", "made", "--longest", *told)
    assert run.returncode == Exit.USAGE
    assert "--longest goes with --corpus" in run.stdout + run.stderr
