"""公視新聞網."""

from newsportal.spiders.base import PortalSpider


class PtsSpider(PortalSpider):
    """公視新聞網."""

    name = "pts"
    title = "公視新聞網"
    seeds = ("https://news.pts.org.tw/", "https://news.pts.org.tw/dailynews")
    feeds = ("https://news.pts.org.tw/xml/newsfeed.xml",)
    domains = ("news.pts.org.tw",)
    article = r"/article/\d{5,}"
    example = ("https://news.pts.org.tw/article/804001", "https://news.pts.org.tw/article/654002")
    checked = "2026-11-29, addresses in public code"
