"""澎湃新闻."""

from newsportal.spiders.base import PortalSpider


class ThepaperSpider(PortalSpider):
    """澎湃新闻."""

    name = "thepaper"
    title = "澎湃新闻"
    seeds = ("https://www.thepaper.cn/",)
    domains = ("thepaper.cn",)
    article = r"/newsDetail_forward_\d+|/detail/\d+|/series/\d+"
    example = "https://www.thepaper.cn/newsDetail_forward_30000001"
    checked = "2026-11-29, addresses in public code"
