"""What a portal's class declares (seeds, domains, article), checked before any request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from newsportal.spiders.arguments import ArgumentError
from newsportal.urls.canonical import canonical, public_suffix, registered_domain
from newsportal.urls.kind import PortalUrls
from newsportal.urls.safety import literal, normal_host


def check(name: str, seeds: Any, domains: Any, article: str | None) -> None:
    """Raise ArgumentError with one sentence if a spider's declarations cannot make a crawl.

    That is: seeds that are none, domains that are none, a seed outside the domains, an `article` that is no pattern.
    """
    for word, values in (("seeds", seeds), ("domains", domains)):
        if isinstance(values, str) or not all(isinstance(value, str) for value in values):
            raise ArgumentError(f'{word} of spider {name} are not a tuple of texts: {word} = ("…",), with the comma')
        if not values:
            raise ArgumentError(f'spider {name} has no {word}: write {word} = ("…",)')
    inside = PortalUrls(frozenset(_domain(name, domain) for domain in domains)).inside
    for seed in seeds:
        url = canonical(seed)
        if not url:
            raise ArgumentError(f"the seed {seed!r} of spider {name} is not an http or https address")
        if not inside(urlsplit(url).hostname or ""):
            raise ArgumentError(
                f"the seed {url} of spider {name} lies outside its domains ({', '.join(domains)}); "
                f"add {registered_domain(url)!r} to them"
            )
    try:
        re.compile(article or "")
    except re.error as error:
        raise ArgumentError(f"article of spider {name} is not a regular expression: {error}") from None


def _domain(name: str, domain: str) -> str:
    try:
        found = host(domain)
    except ValueError:
        url = canonical(domain.lstrip("*.") if "://" in domain else f"http://{domain.lstrip('*.')}")
        instead = f"; write {registered_domain(url)!r}" if url else ""
        raise ArgumentError(f"domains of spider {name}: {domain!r} is not a domain alone{instead}") from None
    if public_suffix(found):
        raise ArgumentError(f"domains of spider {name}: under {domain!r} stand the sites of many owners; name one")
    return found


def host(domain: str) -> str:
    """A domain as it stands in canonical addresses (lower case, ASCII); raises ValueError for what is none."""
    found = normal_host(domain)
    literal(found)  # a number that is no address, or a name with a port
    return found


def narrow(domains: Iterable[str]) -> list[tuple[str, str]]:
    """Those of the domains that are one host of a registered domain which is not among them, each with that."""
    given = set(domains)
    wider = ((domain, registered_domain(f"http://{domain}/")) for domain in given if ":" not in domain)
    return sorted((domain, registered) for domain, registered in wider if registered not in given)
