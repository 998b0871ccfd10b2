"""What a crawl remembers between pages, processes and crawls: one SQLite file, which vouches for the output."""
