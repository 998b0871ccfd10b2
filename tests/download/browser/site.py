"""A portal on loopback whose pages only scripts fill, each with a wish of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from tests.hostile.server import Answer, Hit, redirect, response

WISHES = {
    "article": "fill('story?n=1')",
    "gbk": "fill('story?n=2')",
    "endless": "fill('story?n=3'); let n = 0; setInterval(() => get('tick?' + n++), 20)",
    "redirect": "fill('story?n=4'); fetch('/out'); fetch('//127.0.0.3:' + location.port + '/inside')",
    "busy": "fill('busy')",
    "forbidden": "fill('story?n=6'); fetch('/private/list')",
    "big": "fill('story?n=7'); get('big').catch(() => { document.title = 'refused' })",
    "wild": "fill('story?n=8').then(wild)",
    "killed": "fill('killed')",
    "stopped": "fill('stopped')",
}
"""What the script of each article's page does."""
LOST = ("killed", "stopped")
"""The pages that are asked for in vain."""
FILL = """
const get = (name) => fetch('/data/' + name)
const fill = (name) => get(name).then((answer) => answer.json())
  .then((data) => { document.getElementById('app').innerHTML = data.html })
const wild = () => {
  const tries = [
    () => { document.body.insertAdjacentHTML('beforeend', '<img src="/wild/image.png"><iframe src="/wild/frame.html">'
      + '</iframe><link rel=stylesheet href="/wild/style.css"><link rel=prefetch href="/wild/prefetch.html">'
      + '<video src="/wild/film.mp4"></video><link rel=dns-prefetch href="//wild.example/">') },
    () => new WebSocket('ws://' + location.host + '/wild/socket'),
    () => new Worker('/wild/worker.js'),
    () => navigator.serviceWorker.register('/wild/service.js'),
    () => navigator.sendBeacon('/wild/beacon', 'x'),
    () => fetch('/wild/post', { method: 'POST', body: 'x' }),
    () => new EventSource('/wild/events'),
    () => open('/wild/popup.html'),
    () => { const a = document.createElement('a'); a.href = '/wild/file.zip'; a.download = 'x'; a.click() },
    () => { const one = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:UDP' }] });
      one.createDataChannel('x'); one.createOffer().then((offer) => one.setLocalDescription(offer)) },
    () => { document.cookie = 'wild=1'; get('after') },
    () => { location.href = '/wild/elsewhere.html' },
  ]
  for (const one of tries) { try { one() } catch { /* refused as it was asked */ } }
}
"""


def path(wish: str) -> str:
    """The address of an article's page."""
    return f"/news/20261128/{list(WISHES).index(wish) + 1:06}.html"


def shell(script: str, *, charset: str = "utf-8", words: str = "加载中") -> bytes:
    """A page that holds nothing but a place and a script."""
    text = (
        f'<html><head><meta charset="{charset}"><title>岚溪网</title></head><body><p>{words}</p><div id="app"></div>'
        f'<script src="/js/fill.js"></script><script>{script}</script></body></html>'
    )
    return response(text.encode(charset, "replace"), content_type="text/html", headers={"ETag": '"shell"'})


def data(html: str, **headers: str) -> bytes:
    return response(json.dumps({"html": html}), content_type="application/json", headers=headers)


def story(number: int) -> str:
    """The markup of an article."""
    said = f"岚溪县第{number}座水库今天上午开始蓄水，县水利局说，沿岸三个镇的居民从此有了第二处水源。"
    lines = "".join(f"<p>其{place}，{said}</p>" for place in "一二三四五六")
    return f"<h1>岚溪县第{number}座水库今天开始蓄水</h1><p>2026-11-28 08:00 来源：岚溪日报</p><div>{lines}</div>"


def script(udp: int) -> bytes:
    """The script that all pages share; `udp` is the port of a listener that nothing may reach."""
    return response(FILL.replace("UDP", str(udp)), content_type="text/javascript")


def hub(paths: Mapping[str, str]) -> bytes:
    """A hub that needs no script."""
    return response(
        f"<html><head><title>岚溪网</title></head><body><h2>要闻</h2><ul>{listed(paths)}</ul></body></html>"
    )


def listed(paths: Mapping[str, str]) -> str:
    """The markup of a list: the words of each path."""
    return "".join(f'<li><a href="{where}">{words}</a></li>' for where, words in paths.items())


def answers(udp: int, end: Callable[[str], None]) -> dict[str, Answer | Callable[[Hit], Answer]]:
    """The site; `udp` is the port of a listener that nothing may reach, `end` does to the browser what a page wants."""
    news = {path(wish): f"岚溪县的{wish}水库今天上午开始蓄水" for wish in WISHES}
    busy = iter([response(b"", 429, headers={"Retry-After": "1"})])
    pages: dict[str, Answer | Callable[[Hit], Answer]] = {path(wish): shell(script) for wish, script in WISHES.items()}
    for lost in LOST:
        pages[f"/data/{lost}"] = lambda hit: end(hit.path.rpartition("/")[2]) or data(story(9))
    pages[path("gbk")] = shell(WISHES["gbk"], charset="gb18030", words="岚溪网，朱镕基题写，€")
    return pages | {
        "/robots.txt": response("User-agent: *\nDisallow: /private/\n", content_type="text/plain"),
        "/": shell("fill('list')"),
        "/js/fill.js": script(udp),
        "/data/list": data(f"<h2>要闻</h2><ul>{listed(news)}</ul>"),
        "/data/story": lambda hit: data(story(int(hit.path.partition("=")[2]))),
        "/data/tick": data(""),
        "/data/after": data(""),
        "/data/busy": lambda hit: next(busy, data(story(5))),
        "/data/big": data("x" * 6_000_000),
        "/out": lambda hit: redirect(hit.url.replace("127.0.0.1", "127.0.0.2").replace("/out", "/inside")),
    }
