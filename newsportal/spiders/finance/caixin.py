"""财新网."""

from newsportal.spiders.base import PortalSpider


class CaixinSpider(PortalSpider):
    """财新网."""

    name = "caixin"
    title = "财新网"
    seeds = (
        "https://www.caixin.com/",
        "https://finance.caixin.com/",
        "https://economy.caixin.com/",
        "https://weekly.caixin.com/",
    )
    domains = ("caixin.com",)
    article = r"/\d{4}-\d\d-\d\d/\d{9,}\.html"
    example = "https://economy.caixin.com/2025-10-20/102373001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
