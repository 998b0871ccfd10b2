"""What a portal's class declares (seeds, domains, article), checked before any request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from newsportal.messages import listed, marked, say
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
            what = marked('{word} of spider {name} are not a tuple of texts: {word} = ("…",), with the comma')
            raise ArgumentError(say(what, word=word, name=name))
        if not values:
            raise ArgumentError(say('spider {name} has no {word}: write {word} = ("…",)', word=word, name=name))
    inside = PortalUrls(frozenset(_domain(name, domain) for domain in domains)).inside
    for seed in seeds:
        url = canonical(seed)
        if not url:
            words = marked("the seed {seed!r} of spider {name} is not an http or https address")
            raise ArgumentError(say(words, seed=seed, name=name))
        if not inside(urlsplit(url).hostname or ""):
            words = say(
                "the seed {seed} of spider {name} lies outside its domains ({domains}); add {domain!r} to them",
                seed=url,
                name=name,
                domains=listed(list(domains)),
                domain=registered_domain(url),
            )
            raise ArgumentError(words)
    try:
        re.compile(article or "")
    except re.error as error:
        words = say("article of spider {name} is not a regular expression: {why}", name=name, why=error)
        raise ArgumentError(words) from None


def _domain(name: str, domain: str) -> str:
    try:
        found = host(domain)
    except ValueError:
        url = canonical(domain.lstrip("*.") if "://" in domain else f"http://{domain.lstrip('*.')}")
        words = say("domains of spider {name}: {domain!r} is not a domain alone", name=name, domain=domain)
        if url:
            words = say("{sentence}; write {domain!r}", sentence=words, domain=registered_domain(url))
        raise ArgumentError(words) from None
    if public_suffix(found):
        words = marked("domains of spider {name}: under {domain!r} stand the sites of many owners; name one")
        raise ArgumentError(say(words, name=name, domain=domain))
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
