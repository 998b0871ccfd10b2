"""One page in the browser: filled by its scripts until nothing more comes, or its time is over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from newsportal.messages import marked

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Route

    from newsportal.download.browser.subrequests import Subrequests

HUNG, CRASHED, FAILED = marked("browser hung"), marked("browser crashed"), marked("browser failed")
"""Why a page is not shown: a script that never ends, a process that died, anything else."""
_STEP = 0.05
"""Seconds between two looks at a page's clock."""
_LOOKS = 5
"""Looks in a row at which a page asked for nothing more, after which it is taken to be filled."""
_LOOK = "() => new Promise((done) => setTimeout(done, 100))"
"""A look: a tenth of a second by the page's own events, which come late where the machine has much else to do."""
_OPENING = 30.0
"""Seconds that the browser may take to open an empty page."""
_ANSWER = 5.0
"""Seconds that a page may take to say what it shows, or to be closed; one whose script never ends takes longer."""
_POLICY = {
    # No popups, downloads, forms, dialogs; the rest of a page's freedoms that a reading does not need.
    "Content-Security-Policy": "sandbox allow-scripts allow-same-origin; script-src http: https: data: blob: "
    "'unsafe-inline' 'unsafe-eval'; connect-src http: https:; style-src 'unsafe-inline'; img-src 'none'; "
    "media-src 'none'; font-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; manifest-src 'none'; "
    "form-action 'none'",
}
"""Header by which the browser itself refuses what no request needs to be handed over for."""
_WITHOUT = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete window[name]"
"""What a page's scripts do not find: the one way to a network that no policy names."""


class Failed(Exception):
    """A page that could not be shown; the message says why, in a word or two."""


class Document(NamedTuple):
    """A page as it came."""

    url: str
    """The address that answered."""
    text: bytes
    """It, in UTF-8."""


async def shown(browser: Browser, document: Document, loads: Subrequests, *, seconds: float, agent: str) -> str:
    """The markup of a page as it stands once its scripts have filled it.

    `seconds` is the time for which it may run; while it waits for what it `loads` no time passes. Raises Failed.
    """
    try:
        async with _opened(browser, document, loads, agent) as page:
            return await _markup(page, document.url, loads, seconds)
    except TimeoutError:
        raise Failed(HUNG) from None
    except Failed:
        raise
    except Exception as error:
        raise Failed(FAILED if browser.is_connected() else CRASHED) from error
    finally:
        loads.over = True


async def _markup(page: Page, url: str, loads: Subrequests, seconds: float) -> str:
    """The markup of a page, filled; raises TimeoutError where it does not say it, Failed where it is none."""
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    going = asyncio.ensure_future(page.goto(url, wait_until="domcontentloaded", timeout=0))
    try:
        await _filled(_settled(page, going, loads), crashed, loads, seconds)
        if page.url.startswith("chrome-error:"):
            raise Failed(FAILED)
        async with asyncio.timeout(_ANSWER):
            return await page.content()
    finally:
        going.cancel()
        with suppress(Exception, asyncio.CancelledError):
            await going


@asynccontextmanager
async def _opened(browser: Browser, document: Document, loads: Subrequests, agent: str) -> AsyncIterator[Page]:
    """A page in a context of its own, which is closed behind it: nothing is kept from one page to the next."""
    async with asyncio.timeout(_OPENING):
        context = await browser.new_context(
            service_workers="block", accept_downloads=False, user_agent=agent, locale="zh-CN"
        )
    try:
        async with asyncio.timeout(_OPENING):
            await _guard(context, document, loads)
            page = await context.new_page()
        yield page
    finally:
        with suppress(Exception):
            async with asyncio.timeout(_ANSWER):
                await context.close()


async def _guard(context: BrowserContext, document: Document, loads: Subrequests) -> None:
    """Hand over every request of a context: the document is the plain answer, a page that it leads to is nothing."""
    led = False

    async def answer(route: Route) -> None:
        nonlocal led
        asked = route.request
        with suppress(Exception):  # the page may be gone meanwhile
            if not asked.is_navigation_request():
                await loads.answer(route)
            elif asked.frame.parent_frame is None and not led:
                led = True
                kind = "text/html; charset=utf-8"
                await route.fulfill(body=document.text, headers={"Content-Type": kind, **_POLICY})
            else:
                # Not aborted: the browser would show an error of its own in place of the page.
                await route.fulfill(status=204)

    await context.route("**/*", answer)
    await context.route_web_socket("**/*", lambda socket: asyncio.ensure_future(socket.close()) and None)
    await context.add_init_script(_WITHOUT)


async def _settled(page: Page, going: asyncio.Future[Any], loads: Subrequests) -> None:
    """Wait until a page is loaded and asks for nothing more."""
    with suppress(Exception):  # led elsewhere by its script, it is where it was
        await asyncio.shield(going)
    quiet = 0
    while quiet < _LOOKS:
        given = loads.given
        await page.evaluate(_LOOK)
        quiet = quiet + 1 if loads.given == given and not loads.waiting else 0


async def _filled(
    settled: Coroutine[Any, Any, None], crashed: asyncio.Event, loads: Subrequests, seconds: float
) -> None:
    """Wait until a page has settled, or has run for so many seconds. Raises Failed."""
    ends = [asyncio.ensure_future(settled), asyncio.ensure_future(crashed.wait())]
    ran = 0.0
    try:
        while ran < seconds and not any(end.done() for end in ends):
            before = time.monotonic()
            await asyncio.wait(ends, timeout=_STEP, return_when=asyncio.FIRST_COMPLETED)
            if not loads.waiting:
                ran += time.monotonic() - before
        if crashed.is_set():
            raise Failed(CRASHED)
    finally:
        for end in ends:
            end.cancel()
        await asyncio.gather(*ends, return_exceptions=True)
