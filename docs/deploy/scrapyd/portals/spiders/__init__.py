"""Spiders of one's own: `scrapy genspider NAME ADDRESS` makes one."""
