"""光明网."""

from newsportal.spiders.base import PortalSpider


class GuangmingSpider(PortalSpider):
    """光明网."""

    name = "guangming"
    title = "光明网"
    seeds = ("https://www.gmw.cn/",)
    domains = ("gmw.cn",)
    article = r"/\d{4}(-\d\d|\d\d)/\d\d/content_\d+\.htm"
    example = "https://politics.gmw.cn/2026-11/24/content_38000001.htm"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
