"""What earlier versions wrote of a crawl that was interrupted, in tables that there are no more."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS readings (
    portal TEXT NOT NULL, key INTEGER NOT NULL, url TEXT NOT NULL, title INTEGER NOT NULL, text INTEGER NOT NULL,
    traits TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (
    portal TEXT NOT NULL, key INTEGER NOT NULL, about TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (portal, key));
INSERT OR IGNORE INTO told SELECT r.*, about, body FROM readings AS r LEFT JOIN kept AS k
 ON k.portal = r.portal AND k.key = r.key AND substr(body, 1, 4) = x'28b52ffd';
DELETE FROM readings;
DELETE FROM kept;
"""
"""Moves it, once the tables of today are there."""
