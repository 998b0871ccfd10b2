"""齐鲁网."""

from newsportal.spiders.base import PortalSpider


class IqiluSpider(PortalSpider):
    """齐鲁网."""

    name = "iqilu"
    title = "齐鲁网"
    seeds = ("https://www.iqilu.com/", "https://news.iqilu.com/", "https://news.iqilu.com/shandong/")
    domains = ("iqilu.com",)
    article = r"/\d{4}/\d{4}/\d{6,}\.shtml|/\d{8}/\d{6,}\.shtml|/\d{6}/\d\d/\d{6,}\.html"
    example = "https://news.iqilu.com/shandong/yuanchuang/2025/0531/5817001.shtml"
    checked = "2026-11-28, addresses in public code"
