"""东方财富."""

from newsportal.spiders.base import PortalSpider


class EastmoneySpider(PortalSpider):
    """东方财富."""

    name = "eastmoney"
    title = "东方财富"
    seeds = (
        "https://finance.eastmoney.com/",
        "https://finance.eastmoney.com/a/cgnjj.html",
        "https://finance.eastmoney.com/a/czqyw.html",
    )
    domains = ("eastmoney.com",)
    article = r"/a2?/\d{8,}[,\w]*\.html|/news/\d{14,}"
    example = "https://finance.eastmoney.com/a/202611203416000001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
