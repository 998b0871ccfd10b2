"""What a portal's class declares (seeds, domains, article), checked before any request."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from newsportal.messages import listed, marked, say
from newsportal.spiders.arguments import ArgumentError
from newsportal.urls.canonical import canonical, public_suffix, registered_domain
from newsportal.urls.kind import PortalUrls
from newsportal.urls.safety import literal, normal_host

logger = logging.getLogger(__name__)


def check(
    name: str,
    seeds: Any,
    domains: Any,
    article: str | None,
    hub: str | None = None,
    *,
    feeds: Any = (),
    paths: Any = (),
) -> None:
    """Raise ArgumentError with one sentence if a spider's declarations cannot make a crawl.

    That is: seeds or feeds that are none, domains that are none, paths that are none, a seed outside the domains or
    the paths, an `article` or a `hub` that is no pattern.
    """
    for word, values in (("seeds", seeds), ("domains", domains), ("feeds", feeds), ("paths", paths)):
        if isinstance(values, str) or not all(isinstance(value, str) for value in values):
            what = marked('{word} of spider {name} are not a tuple of texts: {word} = ("…",), with the comma')
            raise ArgumentError(say(what, word=word, name=name))
        if not values and word in ("seeds", "domains"):
            raise ArgumentError(say('spider {name} has no {word}: write {word} = ("…",)', word=word, name=name))
    for path in paths:
        if not path.startswith("/"):
            words = marked("paths of spider {name}: {path!r} does not begin with /")
            raise ArgumentError(say(words, name=name, path=path))
    for feed in feeds:
        if not canonical(feed):
            words = marked("the feed {feed!r} of spider {name} is not an http or https address")
            raise ArgumentError(say(words, feed=feed, name=name))
    own = PortalUrls(frozenset(_domain(name, domain) for domain in domains), paths=tuple(paths))
    for seed in seeds:
        _check_seed(name, seed, domains, own)
    for word, pattern in (("article", article), ("hub", hub)):
        try:
            re.compile(pattern or "")
        except re.error as error:
            words = marked("{word} of spider {name} is not a regular expression: {why}")
            raise ArgumentError(say(words, word=word, name=name, why=error)) from None


def _check_seed(name: str, seed: str, domains: Iterable[str], own: PortalUrls) -> None:
    url = canonical(seed)
    if not url:
        words = marked("the seed {seed!r} of spider {name} is not an http or https address")
        raise ArgumentError(say(words, seed=seed, name=name))
    if not own.inside(urlsplit(url).hostname or ""):
        words = say(
            "the seed {seed} of spider {name} lies outside its domains ({domains}); add {domain!r} to them",
            seed=url,
            name=name,
            domains=listed(list(domains)),
            domain=registered_domain(url),
        )
        raise ArgumentError(words)
    if not own.holds(url):
        words = marked("the seed {seed} of spider {name} lies outside its paths ({paths})")
        raise ArgumentError(say(words, seed=url, name=name, paths=listed(list(own.paths))))


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
    """Those of the domains that are the www host of a registered domain which is not among them, each with that.

    Any other host in their place (news.qq.com) is meant.
    """
    given = set(domains)
    wider = ((domain, registered_domain(f"http://{domain}/")) for domain in given if domain.startswith("www."))
    return sorted((domain, registered) for domain, registered in wider if registered not in given)


def tell_narrow(domains: Iterable[str]) -> None:
    """Warn of such domains."""
    for domain, registered in narrow(domains):
        words = marked("only {domain} is crawled: other hosts of {registered} are left out")
        logger.warning("%s", say(words, domain=domain, registered=registered))
