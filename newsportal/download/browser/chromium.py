"""The browser: the system's Chromium, driven by playwright, with its sandbox on and without any network."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import signal
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsportal import settings as defaults
from newsportal.messages import say

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
"""What Chromium is called where it is installed."""
_PAGES = 100
"""Pages after which the browser is started anew: what it keeps of them is let go."""
_STARTING = 120.0
"""Seconds that the browser may take to start, on a machine that has much else to do."""
_CLOSING = 10.0
"""Seconds that the browser may take to end."""
_ARGUMENTS = (
    # A proxy that nobody is, for every host, loopback too, and no names: nothing leaves the browser by itself.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-gpu",
    "--blink-settings=imagesEnabled=false",
    # Megabytes of a page's scripts; one that needs more ends, and costs itself alone.
    "--js-flags=--max-old-space-size=512",
)


def check(settings: BaseSettings) -> None:
    """Raise UsageError, one sentence, where a browser is wanted (NEWSPORTAL_BROWSER) and could not be started."""
    if not settings.getbool("NEWSPORTAL_BROWSER", defaults.NEWSPORTAL_BROWSER):
        return
    if find_spec("playwright") is None:
        raise UsageError(say("a browser needs playwright: pip install 'newsportal[browser]'"), print_help=False)
    if found(settings) is None:
        name = settings.get("NEWSPORTAL_CHROMIUM", defaults.NEWSPORTAL_CHROMIUM)
        words = say("no Chromium is found: install it, or name its program by NEWSPORTAL_CHROMIUM")
        if name:
            words = say("NEWSPORTAL_CHROMIUM={name!r} is no program", name=name)
        raise UsageError(words, print_help=False)
    if os.geteuid() == 0:
        words = say("the browser's sandbox keeps no page from a root user: start the crawl as another user")
        raise UsageError(words, print_help=False)


def found(settings: BaseSettings) -> str | None:
    """The path of Chromium's program: NEWSPORTAL_CHROMIUM, or the first that the system has; None without any."""
    named = settings.get("NEWSPORTAL_CHROMIUM", defaults.NEWSPORTAL_CHROMIUM)
    return next(filter(None, map(shutil.which, [named] if named else _NAMES)), None)


class CannotStart(Exception):
    """The browser does not start; the message is a sentence."""


class Chromium:
    """One browser of a crawl: started when the first page needs it, and anew after so many pages or when it died."""

    def __init__(self, settings: BaseSettings) -> None:
        self._path = found(settings)
        self._driver: Playwright | None = None
        self._browser: Browser | None = None
        self._process = -1
        self._pages = 0

    async def browser(self) -> Browser:
        """The browser, for one more page. Raises CannotStart."""
        if self._browser and (self._pages >= _PAGES or not self._browser.is_connected()):
            await self.close()
        if self._browser is None:
            self._browser, self._pages = await self._start(), 0
            self._process = await _process(self._browser)
        self._pages += 1
        return self._browser

    async def _start(self) -> Browser:
        from playwright.async_api import async_playwright

        try:
            async with asyncio.timeout(_STARTING):
                self._driver = await async_playwright().start()
                # Signals are for the crawl, which closes the browser at its end.
                return await self._driver.chromium.launch(
                    executable_path=self._path, args=[*_ARGUMENTS], chromium_sandbox=True,
                    handle_sigint=False, handle_sigterm=False, handle_sighup=False,
                )  # fmt: skip
        except Exception as error:
            await self.close()
            raise CannotStart(_why(str(error) or type(error).__name__)) from error

    async def close(self, *, kill: bool = False) -> None:
        """End the browser and its driver, whatever state they are in; `kill`: without asking it."""
        browser, driver, self._browser, self._driver = self._browser, self._driver, None, None
        if self._process >= 0:
            if kill:
                with suppress(OSError):
                    signal.pidfd_send_signal(self._process, signal.SIGKILL)
            os.close(self._process)
            self._process = -1
        for end in (browser and browser.close, driver and driver.stop):
            with suppress(Exception):
                async with asyncio.timeout(_CLOSING):
                    await end() if end else None


async def _process(browser: Browser) -> int:
    """A descriptor of the browser's process, by which no other is ever meant; -1 where the system has none."""
    with suppress(Exception):
        async with asyncio.timeout(_CLOSING):
            session = await browser.new_browser_cdp_session()
            told = await session.send("SystemInfo.getProcessInfo")
            (pid,) = (one["id"] for one in told["processInfo"] if one["type"] == "browser")
            return os.pidfd_open(pid)
    return -1


def _why(told: str) -> str:
    """In a sentence why the browser did not start, of the driver's report."""
    if "No usable sandbox" in told or "sandboxing failed" in told:
        return say("the browser's sandbox cannot be used here, so it is not started (docs/browser.md)")
    lines = re.findall(r"\[err\] (.{1,200})", told) or told.splitlines() or [""]
    return say("the browser does not start: {why}", why=lines[-1].strip())
