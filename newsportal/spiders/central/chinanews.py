"""中新网."""

from newsportal.spiders.base import PortalSpider


class ChinanewsSpider(PortalSpider):
    """中新网."""

    name = "chinanews"
    title = "中新网"
    seeds = ("https://www.chinanews.com.cn/",)
    feeds = ("https://www.chinanews.com.cn/rss/scroll-news.xml",)
    domains = ("chinanews.com.cn", "chinanews.com")
    article = r"/\d{4}/(\d{4}-)?\d\d-?\d\d/(news)?\d+\.s?html"
    hub = r"/scroll-news/"
    example = "https://www.chinanews.com.cn/gn/2026/11-24/10000001.shtml"
    checked = "2026-11-29, addresses in public code"
