"""Crawls of a schedule on several machines: one defers them, all work on them, by Procrastinate's tables."""
