"""界面新闻."""

from newsportal.spiders.base import PortalSpider


class JiemianSpider(PortalSpider):
    """界面新闻."""

    name = "jiemian"
    title = "界面新闻"
    seeds = ("https://www.jiemian.com/", "https://www.jiemian.com/lists/4.html", "https://www.jiemian.com/lists/9.html")
    domains = ("jiemian.com",)
    article = r"/article/\d{6,}(?:_\d+|_qq)?\.html"
    example = ("https://www.jiemian.com/article/11151001.html", "https://www.jiemian.com/article/13500002.html")
    checked = "2026-11-29, addresses in public code"
