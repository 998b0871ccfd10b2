"""封面新闻."""

from newsportal.spiders.base import PortalSpider


class ThecoverSpider(PortalSpider):
    """封面新闻."""

    name = "thecover"
    title = "封面新闻"
    seeds = ("https://www.thecover.cn/", "https://www.thecover.cn/channel_3686")
    domains = ("thecover.cn",)
    article = r"/news/(?:[0-9A-Za-z+/]{10,}(?:=|%3D){0,2}|\d{6,})(?:$|[?#])"
    example = "https://www.thecover.cn/news/AbCdEf1GhIjK90qSdq8Jkw=="
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
