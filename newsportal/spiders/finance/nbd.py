"""每日经济新闻."""

from newsportal.spiders.base import PortalSpider


class NbdSpider(PortalSpider):
    """每日经济新闻."""

    name = "nbd"
    title = "每日经济新闻"
    seeds = ("https://www.nbd.com.cn/", "https://www.nbd.com.cn/columns/3")
    domains = ("nbd.com.cn",)
    article = r"/articles/\d{4}-\d\d-\d\d/\d{6,}\.html"
    example = "https://www.nbd.com.cn/articles/2026-08-07/4535001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
