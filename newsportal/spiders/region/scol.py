"""四川在线."""

from newsportal.spiders.base import PortalSpider


class ScolSpider(PortalSpider):
    """四川在线."""

    name = "scol"
    title = "四川在线"
    seeds = ("https://www.scol.com.cn/", "https://sichuan.scol.com.cn/ggxw/")
    domains = ("scol.com.cn",)
    article = r"/\d{6}/\d{7,}\.html|//cbgc\.scol\.com\.cn/news/\d+"
    example = "https://sichuan.scol.com.cn/ggxw/202605/83260001.html"
    checked = "2026-11-29, addresses in public code"
