"""央广网."""

from newsportal.spiders.base import PortalSpider


class CnrSpider(PortalSpider):
    """央广网."""

    name = "cnr"
    title = "央广网"
    seeds = ("https://www.cnr.cn/",)
    domains = ("cnr.cn",)
    article = r"/t?20\d{6}_\d+\.s?html"
    example = "https://news.cnr.cn/native/gd/20261124/t20261124_527000001.shtml"
    checked = "2026-11-29, addresses in public code"
