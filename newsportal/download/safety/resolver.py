"""Names are judged by the answer that the connection uses: what is not public never reaches the connecting code.

Wraps whatever resolver the reactor has. Twisted connects to the addresses handed over here and asks no second time,
so a name that answers differently the second time is judged the second time too.
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
    """Passes on the public addresses of one answer."""

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
    """A Twisted name resolver whose answers hold only public addresses and those of allowed networks."""

    def __init__(self, inner: Any, allowed: tuple[IPNetwork, ...]):
        self._inner = inner
        self.allowed = allowed
        """Networks that the user allows."""
        self.proxies: set[str] = set()
        """Normal hosts of proxies that the user named: resolved without judging. Never to be asked directly."""
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
        """Remember whether a name's last answer held nothing that may be asked."""
        if not refused:
            self._refused.discard(host)
        elif len(self._refused) < _MAX_REFUSED:
            self._refused.add(host)

    def refused(self, host: str) -> bool:
        """Whether this name's last answer was kept back whole."""
        return _normal(host) in self._refused


def _normal(host: str) -> str:
    try:
        return normal_host(host)
    except ValueError:
        return host


def install(allowed: tuple[IPNetwork, ...]) -> PublicResolver:
    """Put a PublicResolver before the running reactor's resolver, unless one of these networks stands there already.

    Where one with other networks stands, both judge: crawls that share a process reach only what both allow.
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
