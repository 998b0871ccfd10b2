"""香港01."""

from newsportal.spiders.base import PortalSpider


class Hk01Spider(PortalSpider):
    """香港01."""

    name = "hk01"
    title = "香港01"
    seeds = ("https://www.hk01.com/", "https://www.hk01.com/latest", "https://www.hk01.com/hot")
    domains = ("hk01.com",)
    article = r"hk01\.com/[^/?#]+/\d{5,}(?:/|$)"
    example = "https://www.hk01.com/政情/60250001/made-up"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
