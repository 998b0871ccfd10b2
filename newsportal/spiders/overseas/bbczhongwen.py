"""BBC News 中文."""

from newsportal.spiders.base import PortalSpider


class BbczhongwenSpider(PortalSpider):
    """BBC News 中文."""

    name = "bbczhongwen"
    title = "BBC News 中文"
    seeds = ("https://www.bbc.com/zhongwen/simp", "https://www.bbc.com/zhongwen/trad")
    feeds = ("https://feeds.bbci.co.uk/zhongwen/simp/rss.xml", "https://feeds.bbci.co.uk/zhongwen/trad/rss.xml")
    domains = ("bbc.com", "bbc.co.uk")
    paths = ("/zhongwen/",)
    article = r"/zhongwen/(?:articles/[0-9a-z]{12}(?:/(?:simp|trad))?|(?:simp|trad)/[a-z-]+-\d{7,})(?:$|[?#])"
    example = "https://www.bbc.com/zhongwen/articles/cvg9p54j1q0o/simp"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
