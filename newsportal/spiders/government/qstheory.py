"""求是网."""

from newsportal.spiders.base import PortalSpider


class QstheorySpider(PortalSpider):
    """求是网."""

    name = "qstheory"
    title = "求是网"
    seeds = ("http://www.qstheory.cn/", "http://www.qstheory.cn/v9zhuanqu/toutiao/index.htm")
    domains = ("qstheory.cn",)
    article = r"/\d{8}/[0-9a-f]{32}/c\.html|/\d{4}-\d\d/\d\d/c_\d{8,}\.htm"
    example = "https://www.qstheory.cn/20251231/2d916da295774130ac2fb223fd200001/c.html"
    checked = "2026-11-28, addresses in public code"
