"""What a watcher knows of the output files: how far they were read, who stands where, what was wrong last time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from newsportal.reading.records import Mark
from newsportal.text.keys import words_key
from newsportal.watch.watch_file import WatchFile


class Known:
    """That part of an open file. What changes it runs inside a transaction of the caller's."""

    def __init__(self, file: WatchFile) -> None:
        self._sql = file.sql

    def marks(self) -> dict[str, tuple[Mark, float]]:
        """By kind of record how far it was read, and when."""
        return {kind: (Mark(*mark), read) for kind, *mark, read in self._sql.execute("SELECT * FROM files")}

    def mark(self, kind: str, mark: Mark, now: float) -> None:
        """Note how far a kind was read."""
        self._sql.execute("REPLACE INTO files VALUES (?, ?, ?, ?, ?)", (kind, *mark, now))

    def see(self, rows: Iterable[tuple[str, str, str]], now: float) -> int:
        """Note on which portals headlines stand, in which words: (headline, portal, text); gives a mark of these."""
        (mark,) = self._sql.execute("SELECT coalesce(max(id), 0) FROM seen").fetchone()
        self._sql.executemany(
            "INSERT OR IGNORE INTO seen VALUES (NULL, ?, ?, ?, ?, ?)",
            ((headline, portal, words_key(text), text, now) for headline, portal, text in sorted(rows)),
        )
        return int(mark)

    def read_articles(self, rows: Sequence[tuple[int, str, str, str]], now: float) -> None:
        """Note of which stories articles are: (the address's key, story, portal, title).

        What is told of such an address is of that story, too.
        """
        self._sql.executemany("REPLACE INTO stories VALUES (?, ?, ?, ?, ?)", ((*row, now) for row in rows))
        self._sql.executemany("UPDATE matches SET story = ? WHERE url = ?", ((story, url) for url, story, _, _ in rows))

    def settle(self, headline: str, other: str | None) -> None:
        """A doubt is over: the headline is `other` from now on, or, without it, one of its own."""
        if other:
            self._sql.execute("UPDATE matches SET headline = ?, other = '' WHERE headline = ?", (other, headline))
        else:
            self._sql.execute("UPDATE matches SET other = '' WHERE headline = ?", (headline,))

    def spread(self, mark: int, least: int) -> list[tuple[str, int]]:
        """The headlines that stand on so many portals at least, each with their number: those noted since a mark."""
        return self._sql.execute(
            "SELECT headline, count(DISTINCT portal) AS portals FROM seen "
            "WHERE headline IN (SELECT headline FROM seen WHERE id > ?) GROUP BY headline HAVING portals >= ?",
            (mark, least),
        ).fetchall()

    def spread_stories(self, stories: Iterable[str], least: int) -> list[tuple[str, int]]:
        """The same of stories, by their articles."""
        return self._sql.execute(
            "SELECT story, count(DISTINCT portal) AS portals FROM stories "
            "WHERE story IN (SELECT value FROM json_each(?)) GROUP BY story HAVING portals >= ?",
            (json.dumps(list(stories)), least),
        ).fetchall()

    def wordings(self, headline: str, story: str | None) -> tuple[list[str], int]:
        """The wordings of a headline and of its story's articles, the first seen first, and on how many portals."""
        rows = self._sql.execute(
            "SELECT text, portal, time FROM seen WHERE headline = ? "
            "UNION ALL SELECT title, portal, time FROM stories WHERE story = ? ORDER BY time",
            (headline, story),
        ).fetchall()
        return list(dict.fromkeys(text for text, _, _ in rows if text)), len({portal for _, portal, _ in rows})

    def text_of(self, headline: str) -> str:
        """A wording of a headline, "" where none is known any more."""
        found = self._sql.execute("SELECT text FROM seen WHERE headline = ? ORDER BY time", (headline,)).fetchone()
        return found[0] if found else ""

    def alarms(self, portal: str, now: Iterable[str]) -> set[str]:
        """Note the alarms of a portal's last crawl; gives those that the crawl before did not raise."""
        before = {alarm for (alarm,) in self._sql.execute("SELECT alarm FROM alarms WHERE portal = ?", (portal,))}
        self._sql.execute("DELETE FROM alarms WHERE portal = ?", (portal,))
        raised = set(now)
        self._sql.executemany("INSERT INTO alarms VALUES (?, ?)", ((portal, alarm) for alarm in raised))
        return raised - before
