"""What crawls of earlier versions left of their sightings when they were interrupted, made what this version keeps."""

from __future__ import annotations

SCHEMA = """
-- What a crawl of an earlier version left that was interrupted: a row for each record; in version 0.1, without the
-- blocks' places, two tables.
CREATE TABLE IF NOT EXISTS pending_sighting (
    portal TEXT NOT NULL, key INTEGER NOT NULL, n INTEGER NOT NULL, pages INTEGER NOT NULL, rank INTEGER NOT NULL,
    page TEXT NOT NULL, place INTEGER NOT NULL, also TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (
    portal TEXT NOT NULL, key INTEGER NOT NULL, n INTEGER NOT NULL, rank INTEGER NOT NULL, pages INTEGER NOT NULL,
    page TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (portal, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shown (portal TEXT NOT NULL, page TEXT NOT NULL, places TEXT NOT NULL);
INSERT INTO pending_sighting SELECT portal, key, n, pages, rank, page, 0, '[]', record FROM pending;
INSERT INTO read_page SELECT portal, page, 0, (
    SELECT '[' || group_concat(key.value || ',0,' || rank.value) || ']' FROM json_each(places) AS key
    JOIN json_each(places) AS rank ON rank.key = key.key + json_array_length(places) / 2) FROM shown;
INSERT INTO crawl_sighting SELECT portal, key, pages, rank, page, place, also FROM pending_sighting;
INSERT INTO crawl_records (portal, keys, records)
    SELECT portal, '[' || key || ']', '{"rows":1,"own":{},"same":' || record || '}' FROM pending_sighting ORDER BY n;
DELETE FROM pending_sighting;
DELETE FROM pending;
DELETE FROM shown;
"""
"""Statements for tables that are there: to be run behind those that create them."""
