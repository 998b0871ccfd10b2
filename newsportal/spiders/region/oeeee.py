"""南方都市报."""

from newsportal.spiders.base import PortalSpider


class OeeeeSpider(PortalSpider):
    """南方都市报."""

    name = "oeeee"
    title = "南方都市报"
    seeds = ("https://www.oeeee.com/",)
    feeds = ("https://www.oeeee.com/api/channel.php?s=/index/index/channel/gz",)
    domains = ("oeeee.com",)
    article = r"/a/BAAFRD\d{15,}\.html|/html/\d{6}/\d\d/\d+\.html"
    example = "https://m.mp.oeeee.com/a/BAAFRD0000202611201670001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("article",)
