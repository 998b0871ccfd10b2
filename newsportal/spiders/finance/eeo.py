"""经济观察网."""

from newsportal.spiders.base import PortalSpider


class EeoSpider(PortalSpider):
    """经济观察网."""

    name = "eeo"
    title = "经济观察网"
    seeds = ("https://www.eeo.com.cn/", "https://www.eeo.com.cn/kuaixun/")
    domains = ("eeo.com.cn",)
    article = r"/\d{4}/\d{4}/\d{5,}\.shtml"
    example = ("https://www.eeo.com.cn/2026/0720/860001.shtml", "http://www.eeo.com.cn/2024/0517/661002.shtml")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds", "article")
