"""华尔街见闻."""

from newsportal.spiders.base import PortalSpider


class WallstreetcnSpider(PortalSpider):
    """华尔街见闻."""

    name = "wallstreetcn"
    title = "华尔街见闻"
    seeds = ("https://wallstreetcn.com/", "https://wallstreetcn.com/news/global")
    feeds = (
        "https://api-one.wallstcn.com/apiv1/content/information-flow?channel=global-channel&accept=article&limit=30",
    )
    domains = ("wallstreetcn.com",)
    article = r"/articles/\d{6,}|/livenews/\d{6,}"
    example = ("https://wallstreetcn.com/articles/3779001", "https://wallstreetcn.com/articles/3743002")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("article",)
