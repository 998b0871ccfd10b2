"""`scrapy genspider`: Scrapy's own, with the address in its canonical form and the registered domain in the spider."""

from __future__ import annotations

from typing import Any

from scrapy.commands.genspider import Command as GenspiderCommand
from scrapy.exceptions import UsageError

from newsportal.urls.canonical import canonical, registered_domain


class Command(GenspiderCommand):
    """Write a new spider; `-t portal` writes a portal that crawls as it is (docs/contributing.md)."""

    def _generate_template_variables(self, module: str, name: str, url: str, template_name: str) -> dict[str, Any]:
        """What the template is filled with: Scrapy would give the host with its port as the domain."""
        seed = canonical(url if "://" in url else f"https://{url}")
        if not seed:
            raise UsageError(f"{url!r} is not an http or https address", print_help=False)
        variables = super()._generate_template_variables(module, name, seed, template_name)
        return variables | {"domain": registered_domain(seed)}
