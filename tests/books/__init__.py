"""The books of a crawl, kept without a network or a process."""
