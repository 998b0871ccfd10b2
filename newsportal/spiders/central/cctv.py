"""央视网."""

from newsportal.spiders.base import PortalSpider


class CctvSpider(PortalSpider):
    """央视网."""

    name = "cctv"
    title = "央视网"
    seeds = ("https://news.cctv.com/",)
    feeds = ("https://news.cctv.com/2019/07/gaiban/cmsdatainterface/page/china_1.jsonp",)
    domains = ("cctv.com", "cctv.cn")
    article = r"/(ARTI|VIDE|PHOA)\w{20,}\.shtml"
    example = "https://news.cctv.com/2026/11/24/ARTIabcdefghijklmnopqrst261124.shtml"
    checked = "2026-11-29, addresses in public code"
