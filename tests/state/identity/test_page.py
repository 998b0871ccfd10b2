"""A page's headlines decided at once are what each would be by itself."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from newsportal.dedup import decide
from newsportal.dedup.headlines.normalized import normalize
from newsportal.dedup.identity import Identity
from newsportal.dedup.model import Decision, Read, Seen
from newsportal.dedup.near import near_keys
from newsportal.state.identity.ahead import Ahead
from newsportal.state.identity.headline_index import SqliteIndex
from newsportal.state.identity.page import Page
from newsportal.state.identity.schema import SCHEMA
from newsportal.text.keys import name_of
from newsportal.text.wordlists import shipped

WHERE, WHAT, HOW = (
    ["栖川县", "青川市", "河口镇"],
    ["新桥通车", "老街改造", "学校开学"],
    ["方便两岸居民", "引来游客", ""],
)
BEGIN = datetime(2026, 11, 24, 8, tzinfo=UTC)


def words(chance: random.Random) -> str:
    """A headline, one of few, so that most share their beginning, their end or all of their words with another."""
    where, what, how = map(chance.choice, (WHERE, WHAT, HOW))
    return f"{chance.choice(('', '快讯：'))}{where}第{chance.randrange(chance.choice((2, 30)))}座{what}{how}"


def shown(chance: random.Random, number: int) -> str:
    """How a link to an article names it: by its title, whole or cut, or by other words."""
    title = words(chance if chance.random() < 0.2 else random.Random(number))
    return title if chance.random() < 0.5 else f"{title[:9]}…"


def pages(chance: random.Random) -> Iterator[tuple[datetime, list[Seen]]]:
    """Pages of headlines under addresses that recur, in the order in which crawls read them."""
    for page in range(25):
        crawl, when = f"c{page // 5}", BEGIN + timedelta(hours=9 * page)
        yield when, [
            Seen(
                text=shown(chance, number), text_from=chance.choice(("shown", "title")), portal=chance.choice("pq"),
                url=f"http://a.example/{number}.html", crawl=crawl, when=when, block=chance.choice(("要闻", "本地")),
            )
            for number in chance.choices(range(150), k=chance.randrange(12))
        ]  # fmt: skip


def article(chance: random.Random, when: datetime) -> Read:
    """An article at an address that headlines may lead to."""
    number, text = chance.randrange(150), "。".join(f"{words(chance)}已经到来" for _ in range(9))
    url, title = f"http://a.example/{number}.html", words(random.Random(number))
    return Read(url=url, portal="p", host="a.example", title=title, text=text, fetched=when)


def line(chance: random.Random, seen: Seen, decided: Decision) -> dict[str, object]:
    """What sightings.jsonl says of where a headline stood."""
    role, page = chance.choice(("hub", "article")), f"http://a.example/{chance.randrange(3)}/"
    place = {"portal": seen.portal, "block": seen.block, "page": page, "crawl": seen.crawl}
    return {"headline": decided.headline, "page_role": role} | place


def rows(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables]


def test_headlines_of_a_page_are_decided_and_placed_at_once_as_they_are_one_by_one() -> None:
    kinds = set()
    for seed in range(6):
        chance = random.Random(seed)
        single, whole = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
        for connection in (single, whole):
            connection.executescript(SCHEMA)
        one, index = Identity(SqliteIndex(single)), SqliteIndex(whole)
        ahead, many = Ahead(index), Identity(index)
        page = Page(many, index, ahead)
        for when, seen in pages(chance):
            reads = [article(chance, when) for _ in range(3)]
            if held := chance.random() < 0.5:
                ahead.hold()
            assert [*map(many.article, reads)] == [*map(one.article, reads)]
            decided = page.headlines(seen)
            if held:
                ahead.keep()
            assert decided == [one.headline(sighting) for sighting in seen]
            lines = [line(chance, sighting, decision) for sighting, decision in zip(seen, decided, strict=True)]
            page.stood(lines)
            for told in lines:
                decide.keep_page(one, told)
            for identity in (one, many):
                identity.purge(when - timedelta(days=4))
            kinds |= {(decision.kind, decision.rule) for decision in decided}
        assert rows(whole) == rows(single)
    assert {kind for kind, _ in kinds} == {"new", "repeat", "maybe", "changed"}
    assert len(kinds) > 6


def test_words_are_far_from_all_headlines_until_one_is_kept_or_reworded_so() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    index = SqliteIndex(connection)
    one, other, third = (near_keys(normalize(text, shipped())) for text in (*WHAT[:2], "第三条消息"))
    assert not index.far.all(one, 7)  # nobody asked
    index.far.ask([one, other, third], [7])
    assert all(index.far.all(keys, 7) for keys in (one, other, third))
    assert not index.far.all(one, 8)
    row = index.add(7, 1, "p", WHAT[0], one)
    index.reword(row, WHAT[1], other)
    assert [index.far.all(keys, 7) for keys in (one, other, third)] == [False, False, True]
    index.far.forget()
    assert not index.far.all(third, 7)


def test_an_id_that_leads_to_another_headline_stands_best_where_that_one_does() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    index = SqliteIndex(connection)
    keys = near_keys(normalize(WHAT[0], shipped()))
    index.add_new(7, 1, "p", WHAT[0], keys, 0, "要闻", "c0")
    index.lead(8, 7, None)
    told = {
        "headline": name_of(8),
        "page_role": "hub",
        "portal": "p",
        "block": "要闻",
        "page": "http://a/",
        "crawl": "c0",
    }
    Page(Identity(index), index, Ahead(index)).stood([told, told | {"headline": name_of(9)}])
    known = index.address(7)
    assert known
    assert connection.execute("SELECT row FROM best_page").fetchall() == [(known.row,)]
