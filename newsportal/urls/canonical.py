"""Canonical addresses: one page, one address."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from newsportal.text.wordlists import Words, alternation, shipped
from newsportal.urls.join import is_route

_DEFAULT_PORT = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x20\x7f]|[^\x00-\x7f]+")
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]{0,251}+(?<![.-])/[!$&-;=@A-Z_a-z~]*+")
"""An address that is canonical: a small host, a path without escapes, and nothing behind it."""
_QUERY = re.compile(r'[!"$&-~]*')
"""A query without escapes, and nothing behind it."""
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


@cache
def _tracking(words: Words) -> re.Pattern[str]:
    patterns = alternation(words.of("tracking")).replace(r"\*", ".*")
    return re.compile(patterns + r"\Z", re.IGNORECASE)


def _quoted(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _host(parts: SplitResult) -> str:
    """Lower-case host in its ASCII form with the port, where that is not the scheme's own; "" where there is none."""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii").lower().rstrip(".")  # 。 is a dot there
    if not host or re.search(r"[\s/?#@\\<>^|%]", host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port is None or port == _DEFAULT_PORT[parts.scheme] else f"{host}:{port}"


def canonical(url: str, words: Words | None = None) -> str:
    """One form for all spellings of an address: "" for what is not http(s), never an error.

    Dropped: fragment, known tracking parameters, the scheme's own port, user and password. A fragment that is a route
    (#/news/17) stays. Scheme and host are lower-cased, escapes are written in capitals (%E6); the order and the case of
    everything else stay, as they may matter to the server."""
    if _PLAIN.fullmatch(url):
        return url
    page, asks, query = url.partition("?")
    if asks and _PLAIN.fullmatch(page) and _QUERY.fullmatch(query):
        return page + _kept(query, words)
    try:
        parts = urlsplit(url.strip())
        host = _host(parts) if parts.scheme in _DEFAULT_PORT else ""
    except ValueError:  # a malformed port, IPv6 literal or IDN label
        return ""
    if not host:
        return ""
    query = _kept(parts.query, words)
    route = f"#{parts.fragment}" if is_route(parts.fragment) else ""
    rest = _UNSAFE.sub(_quoted, (parts.path or "/") + query + route)
    if "%" in rest:
        rest = _ESCAPES.sub(lambda found: found[0].upper(), rest)
    return f"{parts.scheme}://{host}{rest}"


def _kept(query: str, words: Words | None) -> str:
    """A query behind its question mark, without what only tracks; "" where nothing is left."""
    known = words or shipped()
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair.partition("=")[0], known)]
    return "?" + "&".join(kept) if kept else ""


@lru_cache(1_000)
def _tracks(name: str, words: Words) -> bool:
    """Whether a parameter only tracks, also behind an & that a page escaped once too often: &amp;utm_source=…"""
    return _tracking(words).match(unquote(name).removeprefix("amp;")) is not None


def with_or_without_slash(url: str) -> str:
    """A canonical address with a slash at its end in place of none, or without it; "" where that is another page.

    For directories only: not for a home page, a file's name (a.html) or an address with a query."""
    path = urlsplit(url).path
    name = path.rstrip("/").rpartition("/")[2]
    if not name or "." in name or "?" in url or path.endswith("//"):
        return ""
    return url[:-1] if path.endswith("/") else f"{url}/"


@cache
def _extractor() -> object:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def forget_suffixes() -> None:
    """Let go of the public suffix list, 6 MB; it is read anew when it is asked for."""
    _extractor.cache_clear()


def registered_domain(url: str) -> str:
    """The domain a registrar sold (news.example.com.cn → example.com.cn), the host itself where there is none.

    By the public suffix list that tldextract carries: no network, nothing written."""
    extracted = _extractor()(url)  # type: ignore[operator]
    return extracted.top_domain_under_public_suffix or urlsplit(url).hostname or ""


def public_suffix(domain: str) -> bool:
    """Whether a domain is one under which anybody may register names (cn, com.cn), by the same list."""
    return bool(domain) and _extractor()(domain).suffix == domain  # type: ignore[operator]
