"""Checks host names by the addresses that they resolve to: only public ones reach the code that connects.

Wraps the resolver that the reactor has. Twisted connects to the addresses handed over here and does not resolve again,
so what is checked is what is connected to, also where a name resolves to something else each time.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any

from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from newsportal.urls.safety import IPNetwork, normal_host, public

_MAX_REFUSED = 10_000


@implementer(IResolutionReceiver)
class _PublicAnswers:
    """Passes on the public addresses of one resolution and keeps back the others."""

    def __init__(self, receiver: Any, resolver: PublicResolver, host: str):
        self._receiver, self._resolver, self._host = receiver, resolver, host
        self._passed = self._kept_back = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        if public(ipaddress.ip_address(getattr(address, "host", "0.0.0.0")), self._resolver.allowed):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._kept_back += 1

    def resolutionComplete(self) -> None:
        self._resolver.note(self._host, refused=bool(self._kept_back and not self._passed))
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class PublicResolver:
    """A Twisted name resolver that gives only public addresses and those of allowed networks."""

    def __init__(self, inner: Any, allowed: tuple[IPNetwork, ...]):
        self._inner = inner
        self.allowed = allowed
        """Networks that may be asked though they are not public."""
        self.proxies: set[str] = set()
        """Hosts of the user's proxies, normalized: resolved without a check, and never to be asked directly."""
        self._refused: set[str] = set()

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """See twisted.internet.interfaces.IHostnameResolver."""
        host = _normal(hostName)
        receiver: Any = resolutionReceiver
        if host not in self.proxies:
            receiver = _PublicAnswers(resolutionReceiver, self, host)
        answer: IHostResolution = self._inner.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return answer

    def note(self, host: str, *, refused: bool) -> None:
        """Remember whether all addresses of a name's last resolution were kept back."""
        if not refused:
            self._refused.discard(host)
        elif len(self._refused) < _MAX_REFUSED:
            self._refused.add(host)

    def refused(self, host: str) -> bool:
        """Whether all addresses of this name's last resolution were kept back."""
        return _normal(host) in self._refused


def _normal(host: str) -> str:
    try:
        return normal_host(host)
    except ValueError:
        return host


def install(allowed: tuple[IPNetwork, ...]) -> PublicResolver:
    """Put a PublicResolver before the running reactor's resolver, unless one with these networks is there already.

    One with other networks stays behind it and checks too: crawls that share a process reach only what both allow.
    """
    from twisted.internet import reactor

    present: Any = reactor.nameResolver
    if isinstance(present, PublicResolver) and present.allowed == allowed:
        return present
    resolver = PublicResolver(present, allowed)
    if isinstance(present, PublicResolver):
        resolver.proxies = present.proxies
    reactor.installNameResolver(resolver)
    return resolver
