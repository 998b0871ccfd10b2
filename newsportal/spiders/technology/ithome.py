"""IT之家."""

from newsportal.spiders.base import PortalSpider


class IthomeSpider(PortalSpider):
    """IT之家."""

    name = "ithome"
    title = "IT之家"
    seeds = ("https://www.ithome.com/", "https://www.ithome.com/list/", "https://it.ithome.com/")
    feeds = ("https://www.ithome.com/rss/",)
    domains = ("ithome.com",)
    article = r"/\d{1,2}/\d{3}/\d{3}\.htm|/html/\d{5,}\.htm"
    example = ("https://www.ithome.com/0/980/001.htm", "https://www.ithome.com/0/765/002.htm")
    checked = "2026-11-29, addresses in public code"
