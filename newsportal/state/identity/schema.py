"""The tables of headline identity."""

import re

FORMAT = 3
"""Raised when keys or tables change their meaning; a file of another format is rebuilt from the crawl's files."""

BLOCKS = """
CREATE TABLE IF NOT EXISTS name (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, day INTEGER);
-- The blocks that a headline stood in, each with the last crawl that saw it there.
CREATE TABLE IF NOT EXISTS standing (row INTEGER, block INTEGER, crawl INTEGER, PRIMARY KEY (row, block)) WITHOUT ROWID;
-- The page, no article's, on which it stood best there, and the last crawl that saw it on such a page.
CREATE TABLE IF NOT EXISTS best_page (
    row INTEGER, block INTEGER, page INTEGER NOT NULL, crawl INTEGER NOT NULL, PRIMARY KEY (row, block)) WITHOUT ROWID;
"""

HEADLINES = """
-- An address, kept for good, and its headline's id: NULL where that is the address's own key.
CREATE TABLE IF NOT EXISTS address (key INTEGER PRIMARY KEY, row INTEGER, headline INTEGER);
-- A headline inside the window; a later one has a higher row. portals: one number, or several as 1,2,3.
CREATE TABLE IF NOT EXISTS headline (
    row INTEGER PRIMARY KEY, key INTEGER NOT NULL, day INTEGER NOT NULL, portals, text BLOB NOT NULL, read INTEGER);
-- The two near keys of a headline: key >= 0 is NearKeys.whole, key < 0 is NearKeys.end.
CREATE TABLE IF NOT EXISTS near (key INTEGER, row INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID;
-- Further wordings of a headline; full: 1 where the headline's own words complete them.
CREATE TABLE IF NOT EXISTS wording (row INTEGER, words INTEGER, full INTEGER, PRIMARY KEY (row, words)) WITHOUT ROWID;
-- Further days on which a headline's words were shown under an address not seen before.
CREATE TABLE IF NOT EXISTS again (row INTEGER, day INTEGER, PRIMARY KEY (row, day)) WITHOUT ROWID;
-- Two headlines that may be one, as only their articles can tell: key the later one's id, other the earlier one's.
CREATE TABLE IF NOT EXISTS doubt (key INTEGER, other INTEGER, day INTEGER, PRIMARY KEY (key, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS doubt_other ON doubt (other);
"""

ARTICLES = """
-- An article inside the window, by the key of its address, with what is kept of its body. Rows lie in the order in
-- which they were written: in that of their keys each would change three pages of the file. seen, claims and source are
-- those of the story that it opened, as long as that has no row of its own.
CREATE TABLE IF NOT EXISTS article (
    n INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, headline INTEGER NOT NULL, story INTEGER NOT NULL,
    day INTEGER NOT NULL, claimed INTEGER, portal TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    hash INTEGER NOT NULL, length INTEGER, han INTEGER, signature BLOB, sentences BLOB, numbers TEXT,
    seen TEXT, claims TEXT, source TEXT);
-- Most articles belong to the headline of their own address.
CREATE INDEX IF NOT EXISTS article_headline ON article (headline) WHERE headline <> key;
-- The sentences by which an article is found: its smallest keys.
CREATE TABLE IF NOT EXISTS sentence (key INTEGER, body INTEGER, PRIMARY KEY (key, body)) WITHOUT ROWID;
-- In how many articles of its host a sentence stood; the key mixes host and sentence.
CREATE TABLE IF NOT EXISTS host_sentence (key INTEGER PRIMARY KEY, articles INTEGER NOT NULL, day INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS several ON host_sentence (key) WHERE articles > 1;
-- What blocks of articles counted and host_sentence has not yet: the sentences of a day, once for each article.
-- mark is drawn for each row, so that nobody takes another's for its own.
CREATE TABLE IF NOT EXISTS sentence_log (
    n INTEGER PRIMARY KEY, mark INTEGER NOT NULL, day INTEGER NOT NULL, keys BLOB NOT NULL);
-- A story that its first article's row does not tell: its representative (the article with the longest body), when it
-- was seen and claimed first, and by whom.
CREATE TABLE IF NOT EXISTS story (
    key INTEGER PRIMARY KEY, body INTEGER NOT NULL, length INTEGER NOT NULL, seen TEXT NOT NULL, claimed TEXT,
    source TEXT, day INTEGER NOT NULL);
"""

ARRIVAL = """
-- A new headline with its address and its block in one statement, since each statement costs Python as much as SQLite.
CREATE VIEW IF NOT EXISTS arrival AS SELECT 0 AS key, 0 AS day, 0 AS portal, x'' AS text, 0 AS read, 0 AS beginning,
    0 AS ending, 0 AS block, 0 AS crawl;
CREATE TRIGGER IF NOT EXISTS arrives INSTEAD OF INSERT ON arrival BEGIN
    INSERT INTO headline VALUES (NULL, NEW.key, NEW.day, NEW.portal, NEW.text, NEW.read);
    INSERT OR IGNORE INTO near VALUES (NEW.beginning, last_insert_rowid()), (NEW.ending, last_insert_rowid());
    INSERT INTO standing VALUES (last_insert_rowid(), NEW.block, NEW.crawl);
    INSERT INTO address VALUES (NEW.key, last_insert_rowid(), NULL);
END;
"""

EARLIER = """
-- The articles of earlier versions, each with a row of story: moved once.
CREATE TABLE IF NOT EXISTS body (
    key INTEGER PRIMARY KEY, headline INTEGER NOT NULL, story INTEGER NOT NULL, day INTEGER NOT NULL, claimed INTEGER,
    portal TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, hash INTEGER NOT NULL,
    length INTEGER, han INTEGER, signature BLOB, sentences BLOB, numbers TEXT);
INSERT OR IGNORE INTO article SELECT NULL, *, NULL, NULL, NULL FROM body;
DELETE FROM body;
"""

SCHEMA = BLOCKS + HEADLINES + ARTICLES + EARLIER + ARRIVAL
"""Every table of headline identity."""

FORGET = "".join(
    f"DROP {kind} IF EXISTS {name};\n" for kind, name in re.findall(r"CREATE (TABLE|VIEW) IF NOT EXISTS (\w+)", SCHEMA)
)
"""Drops them all: before SCHEMA and `replay.refill` where FORMAT has changed."""
