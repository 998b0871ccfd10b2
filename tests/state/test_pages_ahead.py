"""Pages that were told ahead: what is known of them while they wait is what would be known of written ones."""

from __future__ import annotations

import random
from dataclasses import replace

from newsportal.state.pages import KnownPage, Pages
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES

PAGE = KnownPage("article", "c", 1.0, None, 0, 1, "h", None, None, 2)


def _pages() -> tuple[SqliteState, Pages]:
    state = SqliteState(":memory:", schemas=TABLES)
    state.begin()
    return state, Pages(state, "p")


def _read(pages: Pages, *, ahead: bool) -> list[object]:
    """What is known of pages while they are read, again and again."""
    chance, said = random.Random(4), list[object]()
    for turn in range(30):
        coming = [f"http://p.example/{chance.randrange(20)}" for _ in range(5)]
        if ahead:
            pages.expect(coming)
        for url in coming:
            said += [pages.get(url), pages.known([url, coming[0]])]
            role = chance.choice(["article", "hub"])
            pages.save(url, replace(PAGE, role=role, last=float(turn), due=chance.choice([None, 9.0])))
        if ahead and turn % 7 == 6:
            pages.keep()
    return said


def test_pages_that_wait_are_known_as_if_they_were_written() -> None:
    (one, single), (many, waiting) = _pages(), _pages()
    Pages(one, "q").save("http://p.example/3", PAGE)
    Pages(many, "q").save("http://p.example/3", PAGE)
    assert _read(waiting, ahead=True) == _read(single, ahead=False)
    waiting.keep()
    query = "SELECT * FROM pages ORDER BY key"
    assert many.connection.execute(query).fetchall() == one.connection.execute(query).fetchall()


def test_pages_that_wait_are_forgotten_with_their_transaction() -> None:
    state, pages = _pages()
    pages.expect(["http://p.example/1"])
    pages.save("http://p.example/1", PAGE)
    assert pages.get("http://p.example/1") == PAGE
    state.rollback()
    pages.forget()
    assert pages.get("http://p.example/1") is None
