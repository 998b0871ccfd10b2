"""What a crawl must remember between pages, processes and crawls: one SQLite file, which vouches for the output files."""
