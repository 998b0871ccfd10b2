"""ETtoday新聞雲."""

from newsportal.spiders.base import PortalSpider


class EttodaySpider(PortalSpider):
    """ETtoday新聞雲."""

    name = "ettoday"
    title = "ETtoday新聞雲"
    seeds = ("https://www.ettoday.net/", "https://www.ettoday.net/news/news-list.htm")
    feeds = ("https://feeds.feedburner.com/ettoday/news",)
    domains = ("ettoday.net",)
    article = r"/news(?:/\d{8})?/\d{6,}(?:\.htm)?(?:$|[?#])"
    example = "https://www.ettoday.net/news/20260903/3231001.htm"
    checked = "2026-11-29, addresses in public code"
