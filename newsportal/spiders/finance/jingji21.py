"""21经济网."""

from newsportal.spiders.base import PortalSpider


class Jingji21Spider(PortalSpider):
    """21经济网."""

    name = "jingji21"
    title = "21经济网"
    seeds = ("https://www.21jingji.com/", "https://www.21jingji.com/channel/politics/")
    domains = ("21jingji.com",)
    article = r"/article/\d{8}/(?:[a-z]+/)?[0-9a-f]{32}(?:_\w+)?\.html"
    example = "https://www.21jingji.com/article/20251220/herald/4d2c3d7f86c81484c30d5197f0b10001.html"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
