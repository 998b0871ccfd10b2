"""`scrapy crawl portal -a url=…`: any portal, no code."""

from __future__ import annotations

from typing import ClassVar

from newsportal.messages import marked, say
from newsportal.spiders.arguments import Argument, ArgumentError, web_address
from newsportal.spiders.base import PortalSpider
from newsportal.text.sanitize import safe_name
from newsportal.urls.canonical import canonical, registered_domain


class AnyPortalSpider(PortalSpider):
    """Crawls any portal: starts at the address given and stays on its registered domain."""

    name = "portal"
    title = "任意门户"
    known: ClassVar[dict[str, Argument]] = {
        "url": Argument(web_address, marked("the address to begin at")),
        **PortalSpider.known,
    }
    required = ("url",)

    def __init__(self, arguments: dict[str, str] | None = None) -> None:
        super().__init__(arguments)
        url = self.arguments["url"]
        self.seeds = (canonical(url),)  # type: ignore[misc]
        domain, self.portal = named(url)
        self.state_name = self.portal
        self.own_domains = [domain]

    @classmethod
    def check(cls, given: dict[str, str]) -> dict[str, str]:
        """The arguments as they will be used; raises ArgumentError with one sentence."""
        checked = super().check(given)
        named(checked["url"])
        return checked


def named(url: str) -> tuple[str, str]:
    """The registered domain of an address, in ASCII, and the portal's name made from it; raises ArgumentError."""
    domain = registered_domain(canonical(url))
    try:
        return domain, safe_name(f"ipv6{domain.replace(':', '-')}" if ":" in domain else domain)
    except ValueError:
        raise ArgumentError(say("-a url={url!r} has a host that is none", url=url)) from None
