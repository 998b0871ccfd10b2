"""大河网."""

from newsportal.spiders.base import PortalSpider


class DaheSpider(PortalSpider):
    """大河网."""

    name = "dahe"
    title = "大河网"
    seeds = ("https://www.dahe.cn/", "https://news.dahe.cn/")
    domains = ("dahe.cn",)
    article = r"/\d{4}/\d\d-\d\d/\d{5,}\.html"
    example = ("https://news.dahe.cn/2026/09-07/2129001.html", "https://news.dahe.cn/2025/12-06/2028002.html")
    checked = "2026-11-28, addresses in public code"
    from_memory = ("seeds",)
