"""Kept pages read again with today's rules and words: what changed of an article becomes a revision of it."""
