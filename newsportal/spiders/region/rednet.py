"""红网."""

from newsportal.spiders.base import PortalSpider


class RednetSpider(PortalSpider):
    """红网."""

    name = "rednet"
    title = "红网"
    seeds = ("https://www.rednet.cn/", "https://hn.rednet.cn/", "https://news.rednet.cn/")
    domains = ("rednet.cn",)
    article = r"/content/\d{6}/\d\d/\d{6,}\.html|/content/\d{4}/\d\d/\d\d/\d+\.html"
    example = "https://hn.rednet.cn/content/646840/67/14020001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
