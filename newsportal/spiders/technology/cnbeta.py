"""cnBeta."""

from newsportal.spiders.base import PortalSpider


class CnbetaSpider(PortalSpider):
    """cnBeta."""

    name = "cnbeta"
    title = "cnBeta"
    seeds = ("https://www.cnbeta.com.tw/",)
    domains = ("cnbeta.com.tw", "cnbeta.com")
    article = r"/(?:articles|view)/(?:[a-z]+/)?\d{5,}\.htm"
    example = "https://www.cnbeta.com.tw/articles/tech/1577001.htm"
    checked = "2026-11-28, addresses in public code"
