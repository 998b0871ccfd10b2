"""中国经济网."""

from newsportal.spiders.base import PortalSpider


class CeSpider(PortalSpider):
    """中国经济网."""

    name = "ce"
    title = "中国经济网"
    seeds = ("http://www.ce.cn/", "http://www.ce.cn/xwzx/", "http://district.ce.cn/newarea/roll/index.shtml")
    domains = ("ce.cn",)
    article = r"/\d{6}/(?:\d\d/)?t\d{8}_\d{6,}\.s?html"
    example = "http://www.ce.cn/xwzx/gnsz/gdxw/202608/t20260801_3120001.shtml"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
