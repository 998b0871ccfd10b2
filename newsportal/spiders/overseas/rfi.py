"""法广中文."""

from newsportal.spiders.base import PortalSpider


class RfiSpider(PortalSpider):
    """法广中文."""

    name = "rfi"
    title = "法广中文"
    seeds = ("https://www.rfi.fr/cn/",)
    feeds = ("https://www.rfi.fr/cn/rss",)
    domains = ("rfi.fr",)
    paths = ("/cn/", "/tw/")
    article = r"/(?:cn|tw)/[^?#]*/?\d{8}-[^/?#]+(?:$|[?#])"
    example = "https://www.rfi.fr/cn/%E4%B8%AD%E5%9B%BD/20261120-made-up-headline"
    checked = "2026-11-29, addresses in public code"
