"""中国青年网."""

from newsportal.spiders.base import PortalSpider


class YouthSpider(PortalSpider):
    """中国青年网."""

    name = "youth"
    title = "中国青年网"
    seeds = ("https://news.youth.cn/", "https://news.youth.cn/gn/", "https://www.youth.cn/")
    domains = ("youth.cn",)
    article = r"/\d{6}/t\d{8}_\d{6,}\.htm"
    example = "https://news.youth.cn/gn/202611/t20261120_16900001.htm"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
