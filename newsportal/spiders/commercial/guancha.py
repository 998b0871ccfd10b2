"""观察者网."""

from newsportal.spiders.base import PortalSpider


class GuanchaSpider(PortalSpider):
    """观察者网."""

    name = "guancha"
    title = "观察者网"
    seeds = ("https://www.guancha.cn/", "https://www.guancha.cn/internation")
    domains = ("guancha.cn",)
    article = r"/[A-Za-z-]+/\d{4}_\d\d_\d\d_\d{5,}(?:_\w+)?\.shtml"
    example = "https://www.guancha.cn/internation/2026_11_20_831234.shtml"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
