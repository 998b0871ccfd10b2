"""聯合新聞網."""

from newsportal.spiders.base import PortalSpider


class UdnSpider(PortalSpider):
    """聯合新聞網."""

    name = "udn"
    title = "聯合新聞網"
    seeds = ("https://udn.com/news/index", "https://udn.com/news/breaknews/1", "https://money.udn.com/money/index")
    feeds = ("https://money.udn.com/rssfeed/news/1001/12925",)
    domains = ("udn.com",)
    article = r"/(?:news|money|global_vision)/story/\d+/\d+"
    example = "https://udn.com/news/story/7266/9779001"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
