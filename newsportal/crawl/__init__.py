"""One crawl from start to finish: its session, the unit of work that stores a visit, what to follow, what is in
flight."""
