"""A reference joined to the address of the page that holds it, as browsers join it. Pure; no text makes it fail."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

__all__ = ["is_route", "join"]

_BEGIN = re.compile(r"(?:(https?):)?(/*)", re.IGNORECASE)
_HOST = re.compile(r"www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}(?::\d{1,5})?/", re.IGNORECASE)
"""How what follows http:/ begins where a host is meant, and not a path of the page's own."""
_ROUTE = re.compile(r"!?/\W{0,3}\w")
"""A fragment that a page's scripts read as the address of one of its views: #/news/17, #!/news/17."""
_DROPPED = str.maketrans("", "", "\t\r\n")


def join(base: str, reference: str) -> str:
    """The absolute http(s) address, its fragment kept; "" where the reference leads to no such address."""
    reference = reference.strip().translate(_DROPPED).replace("\\", "/")
    if not reference:
        return ""
    try:
        url = urljoin(base, _slashes_mended(base, reference))
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _slashes_mended(base: str, reference: str) -> str:
    """The reference with two slashes before its host, where it has fewer (http:/x) or more (https:///x, ///x).

    By the URL standard http:/x is a path of the page where that is read by http, and a host's name where it is read by
    https. Whoever writes http:/www.example.cn/ means the host.
    """
    begin = _BEGIN.match(reference)
    scheme, slashes, rest = (begin[1], begin[2], reference[begin.end() :]) if begin else (None, "", reference)
    if len(slashes) == 2 or not (scheme or len(slashes) > 2):
        return reference
    if not scheme:
        return f"//{rest}"
    if not rest:
        raise ValueError("no host")
    if len(slashes) < 2 and base.lower().startswith(f"{scheme.lower()}:") and not _HOST.match(rest):
        return slashes + rest
    return f"{scheme}://{rest}"


def is_route(fragment: str) -> bool:
    """Whether a fragment, without its #, names a view of the page, so that it tells two addresses apart.

    >>> is_route("/news/17"), is_route("!/news/17"), is_route("top"), is_route("/")
    (True, True, False, False)
    """
    return _ROUTE.match(fragment) is not None
