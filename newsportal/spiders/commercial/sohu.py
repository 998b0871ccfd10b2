"""搜狐."""

from newsportal.spiders.base import PortalSpider


class SohuSpider(PortalSpider):
    """搜狐."""

    name = "sohu"
    title = "搜狐"
    seeds = ("https://www.sohu.com/", "https://news.sohu.com/")
    domains = ("sohu.com",)
    article = r"/a/\d+_\d+|/20\d{6}/n\d+\.shtml"
    example = "https://www.sohu.com/a/123456789_123456"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
