"""中国证券报."""

from newsportal.spiders.base import PortalSpider


class ChinasecuritiesSpider(PortalSpider):
    """中国证券报."""

    name = "chinasecurities"
    title = "中国证券报"
    seeds = ("https://www.cs.com.cn/", "https://www.cs.com.cn/xwzx/hg/", "https://www.cs.com.cn/xwzx/")
    domains = ("cs.com.cn",)
    article = r"/\d{6}/t\d{8}_\d{6,}\.html|/detail_\d{12,}\.html"
    example = "https://www.cs.com.cn/xwzx/hg/202601/t20260129_6535001.html"
    checked = "2026-11-29, addresses in public code"
