"""和讯网."""

from newsportal.spiders.base import PortalSpider


class HexunSpider(PortalSpider):
    """和讯网."""

    name = "hexun"
    title = "和讯网"
    seeds = ("https://www.hexun.com/", "https://news.hexun.com/", "https://stock.hexun.com/")
    domains = ("hexun.com",)
    article = r"/\d{4}-\d\d-\d\d/\d{9}(?:_\d+)?\.html"
    example = ("https://news.hexun.com/2025-11-02/222108001.html", "https://stock.hexun.com/2026-02-24/223385002.html")
    checked = "2026-11-29, addresses in public code"
