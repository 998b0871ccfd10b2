"""腾讯新闻."""

from newsportal.spiders.base import PortalSpider


class TencentSpider(PortalSpider):
    """腾讯新闻."""

    name = "tencent"
    title = "腾讯新闻"
    seeds = ("https://news.qq.com/",)
    domains = ("news.qq.com", "new.qq.com")
    article = r"/(?:rain/a|omn(?:/\d{8})?|a)/\d{8}[0-9A-Z]{6,8}|/a/\d{8}/\d{6}\.htm"
    example = ("https://news.qq.com/rain/a/20261120A01ABC00", "https://news.qq.com/rain/a/20260114V06NQI00")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("article",)
