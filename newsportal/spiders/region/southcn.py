"""南方网."""

from newsportal.spiders.base import PortalSpider


class SouthcnSpider(PortalSpider):
    """南方网."""

    name = "southcn"
    title = "南方网"
    seeds = ("https://www.southcn.com/", "https://news.southcn.com/", "https://www.southcn.com/node_b5769d65fb")
    domains = ("southcn.com",)
    article = r"/node_[0-9a-f]{10}/[0-9a-f]{10}\.shtml"
    example = "https://news.southcn.com/node_ac2b0b62a4/3beb050001.shtml"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
