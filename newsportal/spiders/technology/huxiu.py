"""虎嗅网."""

from newsportal.spiders.base import PortalSpider


class HuxiuSpider(PortalSpider):
    """虎嗅网."""

    name = "huxiu"
    title = "虎嗅网"
    seeds = ("https://www.huxiu.com/", "https://www.huxiu.com/article/", "https://www.huxiu.com/moment/")
    feeds = ("https://www.huxiu.com/rss/0.xml",)
    domains = ("huxiu.com",)
    article = r"/article/\d{5,}\.html"
    example = ("https://www.huxiu.com/article/4836001.html", "https://m.huxiu.com/article/4668002.html")
    checked = "2026-11-29, addresses in public code"
