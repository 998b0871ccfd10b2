"""What changed is counted by field, and shown by examples of every field."""

from dataclasses import replace
from datetime import UTC, datetime

from newsportal.items import Article
from newsportal.reread.changes import EXAMPLES, READ, Changes
from newsportal.reread.report import lines
from newsportal.reread.run import Outcome

NOW = datetime(2026, 11, 29, tzinfo=UTC)
ONE = Article(url="http://river.example/1.html", portal="river", crawl="c", fetched=NOW, title="旧题", text="甲\n乙")


def test_what_no_page_says_is_no_change():
    changes = Changes()
    assert not changes.take(ONE, replace(ONE, crawl="d", revision=7, story="s", reread=NOW, rules_after="1"))
    assert (changes.articles, changes.fields) == (0, {})
    assert {"title", "text", "published", "source", "author", "images", "evidence"} <= set(READ)


def test_an_article_counts_once_and_each_of_its_fields_once():
    changes = Changes()
    assert changes.take(ONE, replace(ONE, title="新题", text="甲"))
    assert changes.take(ONE, replace(ONE, title="又题"))
    assert (changes.articles, changes.fields) == (2, {"title": 2, "text": 1})


def test_twenty_examples_are_shown_at_most_and_a_rare_field_has_its_own():
    changes = Changes()
    for number in range(30):
        changes.take(ONE, replace(ONE, title=f"{number}", source="栖川日报" if number == 29 else None))
    found = changes.examples()
    assert sum(map(len, found.values())) == EXAMPLES
    assert len(found["source"]) == 1
    assert list(found) == ["title", "source"]


def test_a_long_value_is_shown_around_where_it_differs():
    outcome = Outcome(pages=1, articles=1)
    outcome.changes.take(
        replace(ONE, text="同" * 500 + "旧" + "同" * 500), replace(ONE, text="同" * 500 + "新" + "同" * 500)
    )
    told = "\n".join(lines("river", outcome, {}))
    assert "…" + "同" * 20 + "旧" in told
    assert max(map(len, told.splitlines())) < 120
