"""Spiders of one's own: `scrapy genspider -t portal NAME URL` makes one."""
