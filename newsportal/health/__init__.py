"""Judges a crawl against its portal's history: alarms, and the status of each portal."""
