"""Channels: apprise's services by their addresses, what each takes at once, and what became of a message."""

from __future__ import annotations

import logging
import re
from functools import cache
from types import ModuleType
from typing import Any

from newsportal.messages import needs, say
from newsportal.watch.answer import SENT, Answer, by_status, no_answer
from newsportal.watch.compose import Limits
from newsportal.watch.message import doubtful
from newsportal.watch.queue import Message

_STATUS = re.compile(r"error=(\d{3})\b")
"""How apprise's classes log the status of an answer."""
_REJECTED = re.compile(r"rejected|code=-?[1-9]")
"""How those log a refusal that read it in the answer's body (飞书, Telegram)."""
_ROBOT_BYTES = 4096
"""企业微信: of `markdown.content`, in UTF-8."""
_DINGTALK_BYTES = 20_000 - 600
"""钉钉: of the whole body, which has the heading twice."""


class ChannelError(Exception):
    """No channel can be used; the message is one sentence for the user."""


class Channel:
    """One channel. Raises ValueError where apprise knows no such address, ChannelError where there is no apprise."""

    def __init__(self, address: str) -> None:
        apprise = _apprise()
        self._service = apprise.Apprise.instantiate(address)
        if self._service is None:
            schema = address.split(":", 1)[0]  # not the address itself, which holds the key
            raise ValueError(say("this is no address of apprise's: {schema}://…", schema=schema))
        self._all = apprise.Apprise()
        self._all.add(self._service)
        self.limits = _limits(self._service)

    def send(self, message: Message) -> Answer:
        """Send one message and say what became of it. Blocks; for a thread."""
        title = doubtful(message.title) if message.doubtful else message.title
        service = self._service
        if hasattr(service, "answer"):
            # Not by apprise's `notify`, which would join, split and convert what is in order already.
            service.key = message.key
            service.send(body=message.body, title=title)
            return service.answer  # type: ignore[no-any-return]
        if hasattr(service, "headers"):
            service.headers["Idempotency-Key"] = message.key  # as the draft of the IETF names it
        titled = service.title_maxlen > 0
        body = message.body if titled else f"{title}\n\n{message.body}"
        result = self._all.notify(body=body, title=title if titled else "", body_format="text")
        return SENT if bool(result) else _by_log([entry.message for entry in result.logs()])


def _by_log(lines: list[str]) -> Answer:
    """What became of a message by what apprise logged: its classes give no more than whether it was sent."""
    text = " ".join(lines)
    if status := _STATUS.search(text):
        return by_status(int(status[1]))
    if _REJECTED.search(text):
        return Answer("refused", say("the receiver refused it"))
    return no_answer(say("connection"), doubtful=True)


def _limits(service: Any) -> Limits:
    """What a service takes, in the unit that its vendor counts in; of others what apprise says, counted in bytes."""
    from newsportal.watch.robots import body_size

    known = {
        "wecombot": Limits(_ROBOT_BYTES - 5, _utf8, markdown=True),
        "dingtalk": Limits(_DINGTALK_BYTES, body_size, markdown=True),
        "feishu": Limits(19_000, body_size, a_minute=100),
        "lark": Limits(19_000, body_size, a_minute=100),
        "tgram": Limits(4000, _utf16),
        "ntfy": Limits(4000, _utf8),
    }
    schemas = {str(name) for name in (service.protocol, service.secure_protocol)}
    if found := schemas & known.keys():
        return known[found.pop()]
    own = schemas & {"json", "xml", "form"}  # webhooks, of whom nobody says how many messages they take
    return Limits(min(service.body_maxlen, 1 << 18), _utf8, a_minute=0 if own else 20)


def _utf8(text: str) -> int:
    return len(text.encode())


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@cache
def _apprise() -> ModuleType:
    try:
        import apprise
    except ImportError:
        raise ChannelError(needs("apprise", "watch")) from None
    from newsportal.watch.robots import register

    register()
    # Its lines hold addresses, and with them keys; what became of each message is logged by us.
    logging.getLogger("apprise").propagate = False
    found: ModuleType = apprise
    return found
