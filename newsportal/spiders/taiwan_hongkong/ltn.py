"""自由時報."""

from newsportal.spiders.base import PortalSpider


class LtnSpider(PortalSpider):
    """自由時報."""

    name = "ltn"
    title = "自由時報"
    seeds = ("https://news.ltn.com.tw/", "https://news.ltn.com.tw/list/breakingnews", "https://ec.ltn.com.tw/")
    feeds = ("https://news.ltn.com.tw/rss/all.xml",)
    domains = ("ltn.com.tw",)
    article = r"/(?:breakingnews|paper|article/breakingnews|article/paper)/\d{6,}"
    example = "https://news.ltn.com.tw/news/politics/breakingnews/5545001"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("article",)
