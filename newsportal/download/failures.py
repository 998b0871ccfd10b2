"""Why downloads failed: the words by which the stats (`newsportal/errors/…`) and crawls.jsonl count them."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from newsportal.download.safety.handler import TooManyHeaders
from newsportal.messages import marked, say

_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (TooManyHeaders, "headers"),
    (ResponseDataLossError, "short-body"),
    (CannotResolveHostError, "dns"),
    (DownloadTimeoutError, "timeout"),
    (DownloadConnectionRefusedError, "connection-refused"),
    (DownloadCancelledError, "too-large"),
    (SSL.Error, "tls"),
)

_EXPLAINED = {
    "headers": marked("its headers are too long"),
    "short-body": marked("the answer was cut short"),
    "dns": marked("DNS knows no address of this name"),
    "timeout": marked("no answer in time"),
    "connection-refused": marked("the host refuses the connection"),
    "too-large": marked("the answer is too large"),
    "tls": marked("no encrypted connection comes about"),
    "certificate": marked("its certificate is not valid; NEWSPORTAL_UNVERIFIED_HOSTS can except the host"),
    "connection": marked("the connection failed"),
}


def explained(reason: str) -> str:
    """A reason in words, for the log."""
    return say(_EXPLAINED.get(reason, reason))


_PASSING = frozenset({"short-body", "dns", "timeout", "connection-refused", "connection"})


def may_pass(reason: str) -> bool:
    """Whether a failure for this reason may be temporary, so that a later crawl should try the page again.

    That is also 304 (unchanged) without a condition in the request: it says nothing of the page.
    """
    return reason in _PASSING or reason.startswith(("http 5", "http 429", "http 304"))


def reason(error: BaseException) -> str:
    """Why a download failed: certificate, tls, headers, short-body, dns, timeout, connection-refused, too-large …

    Any other error of Scrapy or Twisted is "connection", any other exception its class's name.
    """
    chain = list(_causes(error))
    if any(_unverified(cause) for cause in chain):
        return "certificate"
    for kind, word in _WORDS:
        if any(isinstance(cause, kind) for cause in chain):
            return word
    return "connection" if type(error).__module__.startswith(("scrapy.", "twisted.")) else type(error).__name__


def _unverified(error: BaseException) -> bool:
    """Whether a certificate was rejected: for its signature (by OpenSSL) or its host name (by service_identity)."""
    if isinstance(error, SSL.Error):
        return "certificate verify failed" in str(error)
    return type(error).__module__.startswith("service_identity")


def _causes(error: BaseException, depth: int = 6) -> Iterator[BaseException]:
    """An exception, what it was raised from, and the failures that Twisted collected in it."""
    yield error
    if not depth:
        return
    within = [getattr(failure, "value", failure) for failure in getattr(error, "reasons", None) or ()]
    for cause in [error.__cause__, *within]:
        if isinstance(cause, BaseException):
            yield from _causes(cause, depth - 1)
