"""钛媒体."""

from newsportal.spiders.base import PortalSpider


class TmtpostSpider(PortalSpider):
    """钛媒体."""

    name = "tmtpost"
    title = "钛媒体"
    seeds = ("https://www.tmtpost.com/", "https://www.tmtpost.com/new")
    feeds = ("https://www.tmtpost.com/rss.xml",)
    domains = ("tmtpost.com",)
    article = r"//(?:www|m)\.tmtpost\.com/\d{6,}\.html|/nictation/\d+\.html"
    example = ("https://www.tmtpost.com/7998001.html", "https://m.tmtpost.com/7166002.html")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
