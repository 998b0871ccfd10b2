"""中時新聞網."""

from newsportal.spiders.base import PortalSpider


class ChinatimesSpider(PortalSpider):
    """中時新聞網."""

    name = "chinatimes"
    title = "中時新聞網"
    seeds = ("https://www.chinatimes.com/", "https://www.chinatimes.com/realtimenews/?chdtv")
    domains = ("chinatimes.com",)
    article = r"/(?:realtimenews|newspapers|opinion)/\d{14}-\d{6}"
    example = "https://www.chinatimes.com/realtimenews/20260907000001-260421"
    checked = "2026-11-29, addresses in public code"
