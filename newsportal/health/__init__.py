"""Judgements about crawls: alarms of a crawl against its portal's history, and the status of all portals. Pure."""
