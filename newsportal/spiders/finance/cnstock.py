"""上海证券报."""

from newsportal.spiders.base import PortalSpider


class CnstockSpider(PortalSpider):
    """上海证券报."""

    name = "cnstock"
    title = "上海证券报"
    seeds = ("https://www.cnstock.com/", "https://www.cnstock.com/channel/10004")
    domains = ("cnstock.com",)
    article = r"/commonDetail/\d{4,}|/news,[a-z]+-\d{6}-\d+\.htm|/\d{6}/\d{6,}\.htm|/\d{4}-\d\d/\d\d/content_\d+\.htm"
    example = ("https://www.cnstock.com/commonDetail/795001", "https://www.cnstock.com/commonDetail/734002")
    checked = "2026-11-28, addresses in public code"
    from_memory = ("seeds",)
