"""第一财经."""

from newsportal.spiders.base import PortalSpider


class YicaiSpider(PortalSpider):
    """第一财经."""

    name = "yicai"
    title = "第一财经"
    seeds = ("https://www.yicai.com/", "https://www.yicai.com/news/", "https://www.yicai.com/brief/")
    domains = ("yicai.com",)
    article = r"/news/\d{8,}\.html|/brief/\d{6,}\.html"
    example = ("https://www.yicai.com/news/102932001.html", "https://www.yicai.com/news/102390002.html")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("article",)
