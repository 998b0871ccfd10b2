"""Kept answers: everything that crawls read, as WARC 1.1 files (ISO 28500:2017), and what stands in them read again."""
