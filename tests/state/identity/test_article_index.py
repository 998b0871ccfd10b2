"""The articles that are known, and the stories they tell."""

from array import array
from itertools import product
from sqlite3 import Connection, connect

from newsportal.dedup.fingerprint import Body
from newsportal.dedup.model import KnownArticle, KnownStory
from newsportal.state.identity.article_index import SqliteArticleIndex
from newsportal.state.identity.schema import SCHEMA

EARLIER = "INSERT INTO body VALUES (?, ?, ?, 7, NULL, 'p', 'http://p.example/', '题', 5, 200, 180, ?, ?, '3 12')"


def _database() -> Connection:
    connection = connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    return connection


def _article(key: int, story: int) -> KnownArticle:
    body = Body(200, 180, array("I", [1, 2]), array("q", [4, 5]), frozenset({"3", "12"}))
    return KnownArticle(key, key, story, 7, None, "p", "http://p.example/", "题", 5, body)


def _story(key: int, seen: str) -> KnownStory:
    return KnownStory(key, key, 200, seen, None, "网")


def test_articles_of_an_earlier_version_are_moved_when_the_state_is_opened() -> None:
    sql = _database()
    for key, headline in ((1, 1), (2, 9), (3, 9)):
        sql.execute(EARLIER, (key, headline, key, array("I", [1, 2]).tobytes(), array("q", [4, 5]).tobytes()))
        sql.execute("INSERT INTO story VALUES (?, ?, 200, 'then', NULL, '网', 7)", (key, key))
        sql.execute("INSERT INTO sentence VALUES (4, ?)", (key,))
    sql.executescript(SCHEMA)
    index = SqliteArticleIndex(sql)
    assert sql.execute("SELECT count(*) FROM body").fetchone() == (0,)
    assert index.get(1) == _article(1, 1)
    assert [one.key for one in index.of_headline(9, 0)] == [2, 3]
    assert index.story(3) == _story(3, "then")
    assert index.stories_with([4], 9) == [1, 2, 3]


def test_a_story_of_one_article_is_told_by_its_row_until_others_tell_it() -> None:
    index, rows = SqliteArticleIndex(sql := _database()), "SELECT key FROM story"
    index.put(_article(1, 1), _story(1, "b"))
    index.put(_article(2, 2), _story(2, "a"))
    assert not sql.execute(rows).fetchall()
    assert (index.story(1), index.story(2), index.story(3)) == (_story(1, "b"), _story(2, "a"), None)
    assert index.stories_with([4], 9) == [2, 1]
    index.put(_article(3, 2), _story(2, "c"))
    assert sql.execute(rows).fetchall() == [(2,)]
    assert (index.story(2), index.stories_with([4], 9)) == (_story(2, "c"), [1, 2])


def test_an_article_that_opens_its_story_anew_is_not_taken_for_what_others_told_of_it() -> None:
    for block in (False, True):
        index = SqliteArticleIndex(_database())
        if block:
            index.hold()
            index.expect([1, 2], [4, 5])
        index.put(_article(2, 1), _story(1, "a"))  # the story's first article is forgotten
        index.put(_article(1, 1), _story(1, "b"))
        assert index.story(1) == _story(1, "b")
        index.keep()
        assert index.story(1) == _story(1, "b")


def test_a_forgotten_first_article_that_is_read_again_is_not_its_storys_longest() -> None:
    longer, before = KnownStory(1, 2, 300, "a", None, "网"), KnownStory(1, 1, 300, "a", None, "网")
    for block, story in product((False, True), (longer, before)):
        index = SqliteArticleIndex(_database())
        if block:
            index.hold()
            index.expect([1, 2], [4, 5])
        index.put(_article(2, 1), story)
        index.put(_article(1, 1), story)
        assert index.story(1) == story
        index.keep()
        assert index.story(1) == story


def test_the_articles_of_a_headline_are_those_of_its_own_address_and_of_others() -> None:
    index = SqliteArticleIndex(_database())
    for key in (1, 2, 3):
        index.put(_article(key, key), _story(key, "a"))
    index.assign(2, 1)
    assert [one.key for one in index.of_headline(1, 0)] == [1, 2]
    assert [one.key for one in index.of_headline(1, 1)] == [2]
    index.move(1, 3)
    assert [one.key for one in index.of_headline(3, 0)] == [1, 2, 3]
    assert index.of_headline(1, 0) == []
    index.move(3, 1)
    assert [one.key for one in index.of_headline(1, 0)] == [1, 2, 3]
