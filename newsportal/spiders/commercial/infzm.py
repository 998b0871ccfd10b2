"""南方周末."""

from newsportal.spiders.base import PortalSpider


class InfzmSpider(PortalSpider):
    """南方周末."""

    name = "infzm"
    title = "南方周末"
    seeds = ("https://www.infzm.com/", "https://www.infzm.com/contents?term_id=2")
    domains = ("infzm.com",)
    article = r"/contents?/\d{4,}(?:$|[?#])"
    example = ("https://www.infzm.com/contents/331001", "https://www.infzm.com/contents/317002")
    checked = "2026-11-28, addresses in public code"
