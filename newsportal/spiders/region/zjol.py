"""浙江在线."""

from newsportal.spiders.base import PortalSpider


class ZjolSpider(PortalSpider):
    """浙江在线."""

    name = "zjol"
    title = "浙江在线"
    seeds = ("https://www.zjol.com.cn/", "https://zjnews.zjol.com.cn/", "https://zjnews.zjol.com.cn/zjnews/")
    feeds = ("https://zjnews.zjol.com.cn/xwzx/jrtt.xml",)
    domains = ("zjol.com.cn",)
    article = r"/\d{6}/t\d{8}_\d{6,}(?:_ext)?\.s?html"
    example = "https://zjnews.zjol.com.cn/zjnews/202608/t20260810_31830001.shtml"
    checked = "2026-11-28, addresses in public code"
    from_memory = ("seeds",)
