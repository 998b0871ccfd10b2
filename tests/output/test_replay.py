"""`scrapy stories`: the files alone give the stories and headlines that the crawl gave."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from newsportal.dedup.identity import Identity
from newsportal.items import Article, Sighting, record
from newsportal.output.open import open_store
from newsportal.output.replay import rebuild, refill
from newsportal.state.identity.headline_index import FORGET, SCHEMA, SqliteIndex
from tests.dedup.crawling import START, Crawling, body

TITLES = [
    f"海棠湾{what}{how}"
    for what in ("大桥", "灯塔", "渔港", "海堤")
    for how in ("修缮工程今日完成验收", "新航道下月起开放通行")
]


class Files(Crawling):
    """A crawl that writes its lines as the pipeline does."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.lines: dict[str, list[dict[str, Any]]] = {"articles": [], "sightings": [], "headlines": []}

    def visit(self, path: str, title: str, day: float, links: list[tuple[str, str, str]], seed: int | None) -> None:
        """One page: its article, where it has one, then the links on it (words, path, block)."""
        portal = path.split("/")[0]
        when, crawl = START.replace(microsecond=int(day * 1e5)), f"{portal}-{int(day)}"
        now = (when - START).total_seconds() / 86400
        if seed is not None:
            told = self.read(title, body(seed), path, day=now)
            article = Article(
                url=f"http://{portal}.example/{path}", portal=portal, crawl=crawl, fetched=when, title=title,
                text=body(seed), story=told.story, story_rule=told.rule, story_evidence=told.evidence,
            )  # fmt: skip
            self.lines["articles"].append(record(article))
            self.lines["sightings"] += [
                {"kind": "settled", "headline": one.headline, "seen": when.isoformat()} for one in told.resolutions
            ]
        for text, to, block in links:
            found = self.see(text, to, day=now, crawl=crawl, block=block)
            sighting = Sighting(
                headline=found.headline, kind=found.kind, portal=to.split("/")[0], crawl=crawl, seen=when, text=text,
                full_text=found.text, text_from=found.text_from, url=f"http://{to.split('/')[0]}.example/{to}",
                page=path, page_role="hub", block=block, block_role="list", rank=1, rule=found.rule,
                evidence=found.evidence, other=found.other,
            )  # fmt: skip
            self.lines["sightings"].append(record(sighting))
            if found.kind in ("new", "maybe"):
                self.lines["headlines"].append({"id": found.headline, "text": found.text, "kind": found.kind})

    def write(self) -> None:
        """Sightings are written when a crawl ends, so portal by portal; articles at once."""
        self.lines["sightings"].sort(key=lambda line: line.get("portal", ""))
        for name in ("articles", "sightings"):
            lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines[name])
            (self.folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def crawled(tmp_path: Path) -> Files:
    """Forty visits of three portals: repeats, cuts, changes, reprints and bodies that differ."""
    files, chance = Files(tmp_path), random.Random(5)
    for step in range(40):
        portal, number = chance.choice("abc"), chance.randrange(len(TITLES))
        links = []
        for at in chance.sample(range(len(TITLES)), 5):
            words = TITLES[at] if chance.random() < 0.7 else TITLES[at][:11] + "…"
            words = words.replace("今日", "昨日") if chance.random() < 0.1 else words
            links.append((words, f"{portal}/{at}{chance.choice('xy')}", chance.choice(("要闻", "热点"))))
        seed = chance.choice((None, number, number + 100))
        files.visit(f"{portal}/{number}x", TITLES[number], step / 8, links, seed)
    files.write()
    return files


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_rebuild_gives_what_the_crawl_gave(crawled: Files, tmp_path: Path) -> None:
    rebuild(open_store(tmp_path), open_store(tmp_path / "new"))
    key = lambda line: json.dumps(line, sort_keys=True)  # noqa: E731
    new = [line for line in read(tmp_path / "new" / "sightings.jsonl") if line["kind"] != "settled"]
    old = [line for line in crawled.lines["sightings"] if line["kind"] != "settled"]
    assert {line["kind"] for line in old} == {"new", "repeat", "maybe", "changed"}
    assert sorted(new, key=key) == sorted(old, key=key)
    assert read(tmp_path / "new" / "articles.jsonl") == crawled.lines["articles"]
    headlines = [{k: line[k] for k in ("id", "text", "kind")} for line in read(tmp_path / "new" / "headlines.jsonl")]
    assert headlines == crawled.lines["headlines"]
    settled = [line["headline"] for line in read(tmp_path / "new" / "sightings.jsonl") if line["kind"] == "settled"]
    assert sorted(settled) == sorted(s["headline"] for s in crawled.lines["sightings"] if s["kind"] == "settled")
    assert settled


def test_a_rebuild_can_undo_a_merge(crawled: Files, tmp_path: Path) -> None:
    repeat = next(
        line for line in crawled.lines["sightings"] if line.get("rule") == "equal" and line["kind"] == "repeat"
    )
    rebuild(open_store(tmp_path), open_store(tmp_path / "new"), apart=[repeat["url"]])
    again = [line for line in read(tmp_path / "new" / "sightings.jsonl") if line["url"] == repeat["url"]]
    assert repeat["headline"] not in {line["headline"] for line in again}


def test_stories_are_listed_with_their_articles(crawled: Files, tmp_path: Path) -> None:
    counts = rebuild(open_store(tmp_path), open_store(tmp_path / "new"))
    stories = read(tmp_path / "new" / "stories.jsonl")
    assert counts["stories"] == len(stories)
    assert sum(len(story["articles"]) for story in stories) >= len({line["url"] for line in crawled.lines["articles"]})


def test_a_state_of_another_format_is_filled_anew_from_the_files(crawled: Files, tmp_path: Path) -> None:
    connection = crawled.connection
    last = crawled.lines["sightings"][-1]
    before = crawled.see(last["text"], last["url"].removeprefix("http://").partition("/")[2], day=9)
    connection.executescript(FORGET + SCHEMA)
    assert connection.execute("SELECT count(*) FROM address").fetchone() == (0,)
    refill(open_store(tmp_path), connection)
    crawled.identity = Identity(SqliteIndex(connection))
    again = crawled.see(last["text"], last["url"].removeprefix("http://").partition("/")[2], day=9)
    assert again == before
    assert again.kind == "repeat"
