"""新华网."""

from newsportal.spiders.base import PortalSpider


class XinhuaSpider(PortalSpider):
    """新华网."""

    name = "xinhua"
    title = "新华网"
    seeds = ("http://www.news.cn/",)
    domains = ("news.cn", "xinhuanet.com")
    article = r"/\d{4}-\d\d/\d\d/c_?\d+\.htm|/20\d{6}/[0-9a-f]{32}/c\.html"
    example = "http://www.news.cn/20261124/0123456789abcdef0123456789abcdef/c.html"
    checked = "2026-11-29, addresses in public code"
