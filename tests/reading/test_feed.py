"""`newsportal.reading.feed`: what a feed has, and that its two forms are valid."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsportal.reading.feed import Head, Sight, write_feed
from newsportal.reading.feed.choose import Entry
from newsportal.reading.feed.forms import NoFeedgenerator, atom, json_feed
from tests.reading.made import Made, at

HOME = "https://river.example/"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]+")
HEAD = Head("river-要闻", "river · 要闻", "https://feeds.example/news/")


def check_atom(content: bytes) -> list[dict[str, str]]:
    """RFC 4287, sections 4.1.1 and 4.1.2, and what the W3C's validator warns of; gives the entries."""
    assert not feedparser.parse(content).bozo
    root = etree.fromstring(content)
    ns = {"a": "http://www.w3.org/2005/Atom"}
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for part in (root, *root.xpath("a:entry", namespaces=ns)):
        for name in ("id", "title", "updated"):
            assert len(part.xpath(f"a:{name}", namespaces=ns)) == 1, name
        assert len(part.xpath("a:author/a:name[normalize-space()]", namespaces=ns)) >= 1
        assert IRI.fullmatch(part.findtext("a:id", namespaces=ns))
        assert len(part.xpath("a:published", namespaces=ns)) <= 1
        dates = [one.text for one in part.xpath("a:updated | a:published", namespaces=ns)]
        assert all(map(RFC3339.fullmatch, dates))
        for link in part.xpath("a:link", namespaces=ns):
            assert IRI.fullmatch(link.get("href"))
        assert len(part.xpath("a:link[@rel='alternate']", namespaces=ns)) == 1
        assert all(one.get("term") for one in part.xpath("a:category", namespaces=ns))
        for one in part.xpath("a:title | a:summary | a:content", namespaces=ns):
            assert one.get("type", "text") in ("text", "html")
            assert len(one) == 0  # neither of these has elements in it
    assert len(root.xpath("a:link[@rel='self']", namespaces=ns)) == 1
    entries = [
        {etree.QName(one).localname: one.text or "" for one in entry} for entry in root.xpath("a:entry", namespaces=ns)
    ]
    assert len({entry["id"] for entry in entries}) == len(entries)
    if entries:
        assert root.findtext("a:updated", namespaces=ns) == max(entry["updated"] for entry in entries)
    assert [one["updated"] for one in entries] == sorted((one["updated"] for one in entries), reverse=True)
    return entries


def _texts(entry: Any) -> dict[str, str]:
    return {etree.QName(one).localname: one.text or "" for one in entry}


def check_json(content: bytes) -> list[dict[str, Any]]:
    """JSON Feed 1.1: the required members, and the types of all that are there."""
    told = json.loads(content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(told["title"], str)
    items: list[dict[str, Any]] = told["items"]
    for item in items:
        assert isinstance(item["id"], str)
        assert isinstance(item.get("content_html", item.get("content_text")), str)
        assert all(isinstance(item[name], str) for name in ("url", "title", "summary"))
        assert all(RFC3339.fullmatch(item[name]) for name in ("date_published", "date_modified"))
        assert all(isinstance(one["name"], str) for one in (*told["authors"], *item["authors"]))
        assert all(isinstance(tag, str) for tag in item["tags"])
    assert len({item["id"] for item in items}) == len(items)
    return items


def feed(folder: Path, wanted: Any = lambda sight: True, days: float = 3, most: int = 100) -> list[dict[str, Any]]:
    written = write_feed(folder, folder / "feeds" / "all", HEAD, wanted, days, most)
    assert written
    entries = check_atom((folder / "feeds" / "all.atom").read_bytes())
    items = check_json((folder / "feeds" / "all.json").read_bytes())
    assert [one["id"] for one in entries] == [one["id"] for one in items]
    assert len(items) == written.entries
    return items


def titles(items: list[dict[str, Any]]) -> list[str]:
    return [item["title"] for item in items]


def test_a_feed_has_the_newest_headlines_with_the_text_of_their_articles(tmp_path: Path) -> None:
    made = Made()
    made.see("river", 1, HOME, "要闻", "大桥<合龙>&通车", "隧道贯通")
    made.see("lake", 2, "https://lake.example/", "头条", "湖区开渔")
    made.article("river", 1, "大桥<合龙>&通车", "s", claimed=0, source="霁州日报")
    made.article("river", 2, "大桥<合龙>&通车", "s", claimed=0, source="霁州日报", text="一段<b>\n二段", revision=2)
    items = feed(made.write(tmp_path))
    assert titles(items) == ["湖区开渔", "大桥<合龙>&通车", "隧道贯通"], "the newest first, then by rank"
    assert items[1]["content_html"] == "<p>一段&lt;b&gt;</p><p>二段</p>"
    assert (items[1]["authors"], items[1]["tags"]) == ([{"name": "霁州日报"}], ["river", "要闻"])
    assert items[2]["content_text"] == items[2]["summary"] == "river · 要闻 · #2"
    assert titles(feed(tmp_path, lambda sight: sight.portal == "river" and "要" in sight.block)) == titles(items)[1:]
    assert titles(feed(tmp_path, most=1)) == ["湖区开渔"]
    assert feed(tmp_path, lambda sight: False) == []


def test_a_changed_headline_keeps_its_id_and_comes_first_again(tmp_path: Path) -> None:
    made = Made()
    made.see("river", 1, HOME, "要闻", "大桥合龙", "隧道贯通")
    before = {item["id"] for item in feed(made.write(tmp_path))}
    made.see("river", 3, HOME, "要闻", "大桥今日合龙", kind="changed", headline="大桥合龙")
    items = feed(made.write(tmp_path))
    assert titles(items) == ["大桥今日合龙", "隧道贯通"]
    assert {item["id"] for item in items} == before
    assert (items[0]["date_published"], items[0]["date_modified"]) == (at(1)[:19] + "+08:00", at(3)[:19] + "+08:00")


def test_what_stood_before_is_not_new_and_what_was_told_as_maybe_is_not_told_again(tmp_path: Path) -> None:
    made = Made()
    for hours in range(0, 24 * 6, 6):
        made.see("river", hours, HOME, "要闻", "常设栏目的标题", kind="repeat")
    made.see("river", 100, HOME, "要闻", "大桥或已合龙", kind="maybe", headline="b", other="a")
    made.see("river", 101, HOME, "要闻", "大桥合龙", kind="settled", headline="b", other="a", verdict="same", rank=0)
    made.see("river", 102, HOME, "要闻", "大桥合龙", kind="repeat", headline="a")
    made.see("river", 103, HOME, "要闻", "隧道贯通")
    made.gone("river", 104, "要闻", "别的标题")
    items = feed(made.write(tmp_path), days=2)
    assert [(item["id"], item["title"]) for item in items] == [
        ("urn:newsportal:%E9%9A%A7%E9%81%93%E8%B4%AF%E9%80%9A", "隧道贯通"), ("urn:newsportal:b", "大桥或已合龙"),
    ]  # fmt: skip


def test_a_feed_that_would_be_the_same_is_left_and_one_without_records_is_not_written(tmp_path: Path) -> None:
    assert write_feed(tmp_path, tmp_path / "all", HEAD, lambda sight: True, 3, 10) is None
    made = Made()
    made.see("river", 1, HOME, "要闻", "大桥合龙")
    made.write(tmp_path)
    target = tmp_path / "feeds" / "all"
    assert write_feed(tmp_path, target, HEAD, lambda sight: True, 3, 10) == (1, True)
    assert write_feed(tmp_path, target, HEAD, lambda sight: True, 3, 10) == (1, False)
    assert sorted(path.name for path in target.parent.iterdir()) == ["all.atom", "all.json"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_characters_words_and_labels_have_the_feeds_are_valid(words: str, label: str) -> None:
    seen = datetime.fromisoformat(at(0))
    sight = Sight(words, "new", words, "river", label, "list", HOME, "hub", 1, at(0), f"{HOME}1.html")
    entry = Entry(sight, seen, words, seen, {"text": words, "source": label})
    (told,) = check_atom(atom(HEAD, [entry]))
    (item,) = check_json(json_feed(HEAD, [entry]))
    assert (
        told["title"].split()
        == item["title"].split()
        == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", words).split()
    )


def test_without_feedgenerator_it_is_said_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "feedgenerator", None)
    with pytest.raises(NoFeedgenerator, match=r"pip install 'newsportal\[read\]'"):
        atom(HEAD, [])
