"""`scrapy crawl portal -a url=…`: any portal, no code."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from newsportal.clean import safe_name
from newsportal.dedup.urls import canonical, registered_domain
from newsportal.spiders.arguments import Check, web_address
from newsportal.spiders.base import PortalSpider


class AnyPortalSpider(PortalSpider):
    """Any portal: begins at the address given and stays on its registered domain."""

    name = "portal"
    known: ClassVar[dict[str, Check]] = {"url": web_address, **PortalSpider.known}
    required = ("url",)

    def __init__(self, arguments: dict[str, str] | None = None) -> None:
        super().__init__(arguments)
        url = self.arguments["url"]
        if url.startswith("file:"):
            self.portal = "file"
            return
        domain = registered_domain(url) or urlsplit(url).hostname or ""
        self.seeds = (canonical(url),)  # type: ignore[misc]
        self.portal = safe_name(domain.lower())
        self.books = self.books or self.portal
        self.allowed_domains = [domain]
