"""Crawls whose walk is in PostgreSQL: visits go into a log, and a reader of the log keeps the books."""
