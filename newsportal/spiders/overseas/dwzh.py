"""德国之声中文."""

from newsportal.spiders.base import PortalSpider


class DwzhSpider(PortalSpider):
    """德国之声中文."""

    name = "dwzh"
    title = "德国之声中文"
    seeds = ("https://www.dw.com/zh/", "https://www.dw.com/zh/在线报导/s-9058")
    feeds = ("https://rss.dw.com/rdf/rss-chi-all",)
    domains = ("dw.com",)
    paths = ("/zh/",)
    article = r"/zh/[^?#]*/a-\d{6,}"
    example = "https://www.dw.com/zh/made-up/a-57786001"
    checked = "2026-11-29, addresses in public code"
