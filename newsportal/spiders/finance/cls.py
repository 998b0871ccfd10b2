"""财联社."""

from newsportal.spiders.base import PortalSpider


class ClsSpider(PortalSpider):
    """财联社."""

    name = "cls"
    title = "财联社"
    seeds = ("https://www.cls.cn/", "https://www.cls.cn/telegraph")
    domains = ("cls.cn",)
    article = r"/detail/\d{5,}"
    hub = r"/depth\?id=\d+"
    example = ("https://www.cls.cn/detail/2401001", "https://www.cls.cn/detail/2355002")
    checked = "2026-11-29, addresses in public code"
