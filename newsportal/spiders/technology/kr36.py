"""36氪."""

from newsportal.spiders.base import PortalSpider


class Kr36Spider(PortalSpider):
    """36氪."""

    name = "kr36"
    title = "36氪"
    seeds = ("https://www.36kr.com/", "https://www.36kr.com/information/web_news", "https://www.36kr.com/newsflashes")
    feeds = ("https://36kr.com/feed",)
    domains = ("36kr.com",)
    article = r"/p/\d{10,}|/newsflashes/\d{10,}"
    example = ("https://www.36kr.com/p/3681165079530001", "https://m.36kr.com/p/3391271927320002")
    checked = "2026-11-29, addresses in public code"
