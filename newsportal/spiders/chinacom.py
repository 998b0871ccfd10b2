"""中国网."""

from newsportal.spiders.base import PortalSpider


class ChinacomSpider(PortalSpider):
    """中国网."""

    name = "chinacom"
    seeds = ("http://www.china.com.cn/",)
    domains = ("china.com.cn",)
    article = r"/\d{4}-\d\d/\d\d/content_\d+\.s?htm"
