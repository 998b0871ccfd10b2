"""网易."""

from newsportal.spiders.base import PortalSpider


class NeteaseSpider(PortalSpider):
    """网易."""

    name = "netease"
    title = "网易"
    seeds = ("https://news.163.com/",)
    domains = ("163.com",)
    article = r"/\d\d/\d{4}/\d\d/[A-Z0-9]{16}\.html|/article/[A-Z0-9]{16}\.html"
    example = "https://www.163.com/news/article/ABCD1234EFGH5678.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
