"""联合早报."""

from newsportal.spiders.base import PortalSpider


class ZaobaoSpider(PortalSpider):
    """联合早报."""

    name = "zaobao"
    title = "联合早报"
    seeds = (
        "https://www.zaobao.com.sg/",
        "https://www.zaobao.com.sg/realtime/china",
        "https://www.zaobao.com.sg/news/china",
    )
    domains = ("zaobao.com.sg", "zaobao.com")
    article = r"/story\d{8}-\d{4,}"
    example = "https://www.zaobao.com.sg/news/china/story20250421-6220001"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
