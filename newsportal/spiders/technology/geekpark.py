"""极客公园."""

from newsportal.spiders.base import PortalSpider


class GeekparkSpider(PortalSpider):
    """极客公园."""

    name = "geekpark"
    title = "极客公园"
    seeds = ("https://www.geekpark.net/",)
    feeds = ("https://www.geekpark.net/rss",)
    domains = ("geekpark.net",)
    article = r"/news/\d{5,}"
    example = ("https://www.geekpark.net/news/352001", "https://www.geekpark.net/news/318002")
    checked = "2026-11-29, addresses in public code"
