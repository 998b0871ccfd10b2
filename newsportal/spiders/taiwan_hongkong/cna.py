"""中央社."""

from newsportal.spiders.base import PortalSpider


class CnaSpider(PortalSpider):
    """中央社."""

    name = "cna"
    title = "中央社"
    seeds = ("https://www.cna.com.tw/", "https://www.cna.com.tw/list/aall.aspx")
    feeds = ("https://feeds.feedburner.com/rsscna/politics",)
    domains = ("cna.com.tw",)
    article = r"/(?:news|topic/newstopic)/(?:[a-z]+/)?\d{12}(?:-\d)?\.aspx"
    example = "https://www.cna.com.tw/news/aipl/202604220001.aspx"
    checked = "2026-11-29, addresses in public code"
