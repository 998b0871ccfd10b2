"""金羊网."""

from newsportal.spiders.base import PortalSpider


class YcwbSpider(PortalSpider):
    """金羊网."""

    name = "ycwb"
    title = "金羊网"
    seeds = ("https://www.ycwb.com/",)
    domains = ("ycwb.com",)
    article = r"/content_\d{6,}\.htm"
    example = "https://news.ycwb.com/2025-01/19/content_53190001.htm"
    checked = "2026-11-29, addresses in public code"
