"""星島頭條."""

from newsportal.spiders.base import PortalSpider


class StheadlineSpider(PortalSpider):
    """星島頭條."""

    name = "stheadline"
    title = "星島頭條"
    seeds = (
        "https://www.stheadline.com/",
        "https://www.stheadline.com/realtimenews",
        "https://www.stheadline.com/realtime-china",
    )
    feeds = ("https://www.stheadline.com/rss",)
    domains = ("stheadline.com",)
    article = r"/[a-z-]+/\d{6,}(?:/|$)|/realtime/article/\d+"
    example = "https://www.stheadline.com/realtime-property/3599001/"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
