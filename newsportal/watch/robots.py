"""The channels of which apprise's own classes lose messages: 企业微信 and 钉钉, and mail without a stable Message-ID.

企业微信 and 钉钉 refuse a message in an answer of HTTP 200, by its `errcode`; apprise 2.3 reads only the status and
reports success. These classes take the place of apprise's for the same addresses, send Markdown and read the answer.
Importing this module needs apprise.
"""

from __future__ import annotations

import json
import re
import smtplib
from typing import Any, ClassVar

import requests
from apprise import NotifyFormat
from apprise.manager_plugins import NotificationManager
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.email.base import NotifyEmail
from apprise.plugins.email.smtp import AppriseSMTPController
from apprise.plugins.wecombot import NotifyWeComBot

from newsportal.text.sanitize import clean
from newsportal.watch.answer import SENT, Answer, by_status, no_answer

_TIMEOUT = (5.0, 15.0)
"""Seconds to connect, and to wait for an answer."""


class Answering:
    """A class of apprise's that says more than whether a message was sent. `answer` is that of the last one."""

    answer: Answer = SENT
    key: str = ""
    """Of the message that is sent: the same for each try."""


class WeCom(Answering, NotifyWeComBot):
    """企业微信群机器人, in Markdown."""

    errors: ClassVar[dict[int, float]] = {45009: 60.0, -1: 30.0}
    """Codes that say "not now", and the seconds to wait: too many messages, the system is busy."""

    def send(self, body: str, title: str = "", **kwargs: Any) -> bool:
        """Send a message."""
        payload = {"msgtype": "markdown", "markdown": {"content": _joined(title, body)}}
        self.answer = _posted(self.api_url, payload, self.verify_certificate, self.errors)
        return self.answer.kind == "sent"


class DingTalk(Answering, NotifyDingTalk):
    """钉钉群机器人, in Markdown."""

    errors: ClassVar[dict[int, float]] = {130101: 600.0, 410100: 600.0, -1: 30.0}
    """Codes that say "not now": a robot that sent more than 20 messages in a minute is silent for ten."""

    def send(self, body: str, title: str = "", **kwargs: Any) -> bool:
        """Send a message."""
        payload = {
            "msgtype": "markdown",
            "markdown": {"title": title or self.app_desc, "text": _joined(title, body)},
            "at": {"atMobiles": self.targets, "isAtAll": False},
        }
        # Not as parameters of requests, which escapes them: the signature is escaped already.
        signed = "&timestamp={}&sign={}".format(*self.get_signature()) if self.secret else ""
        url = self.notify_url.format(token=self.token) + signed
        self.answer = _posted(url, payload, self.verify_certificate, self.errors)
        return self.answer.kind == "sent"


class Mail(Answering, NotifyEmail):
    """Mail whose Message-ID is the same for each try, so that a mailbox can tell a repeat."""

    def send(self, body: str, title: str = "", body_format: Any = None, **kwargs: Any) -> bool:
        """Send a message to all its receivers."""
        try:
            with AppriseSMTPController(
                host=self.smtp_host, port=self.port, secure_mode=self.secure_mode, user=self.user,
                password=self.password, verify_certificate=self.verify_certificate, socket_connect_timeout=15,
            ) as smtp:  # fmt: skip
                self.answer = self._sent(smtp._socket, title, body)
        except smtplib.SMTPResponseException as error:
            self.answer = _by_code(error.smtp_code)
        except (OSError, smtplib.SMTPException, RuntimeError) as error:
            self.answer = no_answer(type(error).__name__, doubtful=False)
        return self.answer.kind == "sent"

    def _sent(self, socket: smtplib.SMTP, title: str, body: str) -> Answer:
        mails = self.prepare_emails(
            subject=title, body=body, notify_format=NotifyFormat.TEXT, from_addr=self.from_addr, to=self.targets,
            cc=self.cc, bcc=self.bcc, reply_to=self.reply_to, smtp_host=self.smtp_host, headers=dict(self.headers),
            names=self.names, pgp=self.pgp, pgp_mode=self.pgp_mode, tzinfo=self.tzinfo,
        )  # fmt: skip
        answer = SENT
        for mail in mails:
            stable = f"Message-ID: <{self.key}@{self.smtp_host}>"
            text = re.sub(r"(?mi)\AMessage-ID: .*$|^Message-ID: .*$", stable, mail.body, count=1)
            try:
                refused = socket.sendmail(self.from_addr[1], mail.to_addrs, text)
                if refused:
                    answer = _by_code(min(code for code, _ in refused.values()))
            except smtplib.SMTPRecipientsRefused as error:
                answer = _by_code(min(code for code, _ in error.recipients.values()))
            except smtplib.SMTPServerDisconnected as error:
                return no_answer(type(error).__name__, doubtful=True)
        return answer


def register() -> None:
    """Let these classes take the place of apprise's."""
    manager = NotificationManager()
    for plugin in (WeCom, DingTalk, Mail):
        own = [name for name in (plugin.protocol, plugin.secure_protocol) if name]
        schemas = [name for names in own for name in ([names] if isinstance(names, str) else names)]
        if manager[schemas[0]] is not plugin:
            manager.add(plugin, schemas=schemas, force=True)


def _joined(title: str, body: str) -> str:
    return f"**{title}**\n\n{body}" if title else body


def body_size(text: str) -> int:
    """Bytes that a text takes in a body of JSON, as these classes write it."""
    return len(json.dumps(text, ensure_ascii=False).encode()) - 2


def _by_code(code: int) -> Answer:
    """What an SMTP reply says (RFC 5321): 5yz will not change, 4yz may."""
    words = f"SMTP {code}"
    return Answer("refused", words) if code >= 500 else Answer("down", words)


def _posted(url: str, payload: Any, verify: bool, busy: dict[int, float]) -> Answer:
    """Post JSON, and read what the receiver makes of it. What is told of a failure holds no address: it has the key."""
    try:
        got = requests.post(
            url, data=json.dumps(payload, ensure_ascii=False).encode(), verify=verify,
            headers={"Content-Type": "application/json; charset=utf-8"}, timeout=_TIMEOUT, allow_redirects=False,
        )  # fmt: skip
    except (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError) as error:
        return no_answer(type(error).__name__, doubtful=False)
    except requests.exceptions.RequestException as error:
        refused = "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error)
        return no_answer(type(error).__name__, doubtful=not refused)
    answer = by_status(got.status_code, got.headers.get("Retry-After"))
    return answer if answer.kind != "sent" else _by_errcode(got.content[:65_536], busy)


def _by_errcode(content: bytes, busy: dict[int, float]) -> Answer:
    try:
        told = json.loads(content)
        code, words = int(told["errcode"]), clean(str(told.get("errmsg", "")), 200)
    except (ValueError, TypeError, KeyError, AttributeError):
        # 200 with something else: a proxy or a login page stands between, and no robot took the message.
        return Answer("down", "HTTP 200 without errcode")
    if code == 0:
        return SENT
    told_words = f"errcode {code}: {words}"
    return Answer("busy", told_words, pause=busy[code]) if code in busy else Answer("refused", told_words)
