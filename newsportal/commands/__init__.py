"""What `scrapy NAME` runs, a module a command: each reads its arguments and settings and leaves the work to a room."""
