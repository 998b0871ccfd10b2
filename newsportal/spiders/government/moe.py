"""教育部."""

from newsportal.spiders.base import PortalSpider


class MoeSpider(PortalSpider):
    """教育部."""

    name = "moe"
    title = "教育部"
    seeds = (
        "http://www.moe.gov.cn/",
        "http://www.moe.gov.cn/jyb_xwfb/gzdt_gzdt/",
        "http://www.moe.gov.cn/jyb_xwfb/s271/",
    )
    domains = ("moe.gov.cn",)
    article = r"/\d{6}/t\d{8}_\d{5,}\.html"
    example = "https://www.moe.gov.cn/jyb_xwfb/gzdt_gzdt/s5987/202609/t20260924_1450001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
