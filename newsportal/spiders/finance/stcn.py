"""证券时报网."""

from newsportal.spiders.base import PortalSpider


class StcnSpider(PortalSpider):
    """证券时报网."""

    name = "stcn"
    title = "证券时报网"
    seeds = (
        "https://www.stcn.com/",
        "https://www.stcn.com/article/list/yw.html",
        "https://www.stcn.com/article/list/gs.html",
    )
    domains = ("stcn.com",)
    article = r"/article/detail/\d+\.html|/\d{4}/\d{4}/\d{7,}\.shtml"
    example = ("https://www.stcn.com/article/detail/4196001.html", "https://www.stcn.com/article/detail/1533002.html")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
