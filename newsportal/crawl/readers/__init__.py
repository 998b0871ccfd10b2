"""Pages read by processes beside the crawl's own (NEWSPORTAL_READERS), and stored as if it had read them itself."""
