"""新华报业网."""

from newsportal.spiders.base import PortalSpider


class XhbySpider(PortalSpider):
    """新华报业网."""

    name = "xhby"
    title = "新华报业网"
    seeds = ("https://www.xhby.net/", "https://www.xhby.net/js/")
    domains = ("xhby.net",)
    article = r"/content/s[0-9a-f]{24}\.html"
    example = "https://www.xhby.net/content/s6a86a8c1e4b0eb7bb0f90001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
