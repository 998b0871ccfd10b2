"""信報."""

from newsportal.spiders.base import PortalSpider


class HkejSpider(PortalSpider):
    """信報."""

    name = "hkej"
    title = "信報"
    seeds = ("https://www2.hkej.com/instantnews/", "https://www.hkej.com/")
    feeds = ("https://www.hkej.com/rss/onlinenews.xml",)
    domains = ("hkej.com",)
    article = r"/article/(?:id/)?\d{6,}"
    example = "https://www2.hkej.com/instantnews/current/article/4463001"
    checked = "2026-11-28, addresses in public code"
    from_memory = ("seeds", "article")
