"""A crawl judged against its portal's history: alarms, and the status of all portals."""
