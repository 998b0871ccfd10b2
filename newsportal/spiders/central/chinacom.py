"""中国网."""

from newsportal.spiders.base import PortalSpider


class ChinacomSpider(PortalSpider):
    """中国网."""

    name = "chinacom"
    title = "中国网"
    seeds = ("http://www.china.com.cn/",)
    domains = ("china.com.cn",)
    article = r"/\d{4}-\d\d/\d\d/content_\d+\.s?htm"
    example = "http://news.china.com.cn/2026-11/24/content_117000001.shtml"
    checked = "2026-11-29, addresses in public code"
