"""快科技."""

from newsportal.spiders.base import PortalSpider


class MydriversSpider(PortalSpider):
    """快科技."""

    name = "mydrivers"
    title = "快科技"
    seeds = ("https://www.mydrivers.com/", "https://news.mydrivers.com/")
    feeds = ("https://rss.mydrivers.com/Rss.aspx?Tid=1",)
    domains = ("mydrivers.com",)
    article = r"/1/\d{2,5}/\d{5,}(?:_all)?\.htm"
    example = ("https://news.mydrivers.com/1/1152/1152001.htm", "https://news.mydrivers.com/1/1045/1045002.htm")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
