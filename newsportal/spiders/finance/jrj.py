"""金融界."""

from newsportal.spiders.base import PortalSpider


class JrjSpider(PortalSpider):
    """金融界."""

    name = "jrj"
    title = "金融界"
    seeds = ("https://www.jrj.com.cn/", "https://finance.jrj.com.cn/")
    domains = ("jrj.com.cn", "jrj.com")
    article = r"/\d{4}/\d\d/\d{14}\.shtml"
    example = "https://finance.jrj.com.cn/2025/03/03073448470001.shtml"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
