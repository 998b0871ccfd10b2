"""华商网."""

from newsportal.spiders.base import PortalSpider


class HswSpider(PortalSpider):
    """华商网."""

    name = "hsw"
    title = "华商网"
    seeds = ("https://www.hsw.cn/", "https://news.hsw.cn/")
    domains = ("hsw.cn",)
    article = r"/system/\d{4}/\d{4}/\d{5,}\.shtml"
    example = "https://news.hsw.cn/system/2026/0622/1938001.shtml"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
