"""中国日报中文网."""

from newsportal.spiders.base import PortalSpider


class ChinadailySpider(PortalSpider):
    """中国日报中文网."""

    name = "chinadaily"
    title = "中国日报中文网"
    seeds = ("https://cn.chinadaily.com.cn/", "https://china.chinadaily.com.cn/", "https://world.chinadaily.com.cn/")
    domains = ("chinadaily.com.cn",)
    article = r"/a/\d{6}/\d\d/WS[0-9a-f]{24}(?:_\d+)?\.html"
    hub = r"\.cn(?:/[0-9a-f]{24})+/?(?:$|\?)"
    example = "https://cn.chinadaily.com.cn/a/202611/20/WS6b0c1d2ea310942cc49a0001.html"
    checked = "2026-11-29, addresses in public code"
