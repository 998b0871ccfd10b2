"""A project for scrapyd: newsportal's settings, its spiders, and spiders of one's own."""
