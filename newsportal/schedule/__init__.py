"""Crawls that start by themselves: schedule.toml, what is due by it, and the process that starts it."""
