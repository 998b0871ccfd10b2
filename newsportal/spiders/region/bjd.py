"""京报网."""

from newsportal.spiders.base import PortalSpider


class BjdSpider(PortalSpider):
    """京报网."""

    name = "bjd"
    title = "京报网"
    seeds = ("https://www.bjd.com.cn/", "https://news.bjd.com.cn/", "https://www.bjd.com.cn/bjrb/dzb")
    domains = ("bjd.com.cn",)
    article = r"/\d{4}/\d\d/\d\d/\d{7,}\.shtml|/content/s[0-9a-f]{24}\.html"
    hub = r"/bjrb/mobile/\d{4}/\d{8}/\d{8}_m\.html"
    example = ("https://news.bjd.com.cn/2025/11/14/11406001.shtml", "https://news.bjd.com.cn/2026/07/09/11728002.shtml")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
