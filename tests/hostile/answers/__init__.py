"""The hostile answers, one table a kind. `Case.ends` says how the request may end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.server import Answer, Hit

BOUND = 65_536
"""Bytes that a page may have in these tests, for a setting of 2 MiB."""
HEADERS = 4_096
"""Bytes that the headers of one answer may have in these tests, for a constant of 64 KiB."""
ADDRESS = 200
"""Characters that an address may have in these tests, for a setting of 1,024."""

PARAGRAPHS = (
    "本报讯 记者李明昨天从市水务局获悉,青河上游的三座水库本周完成检修,蓄水工作已经开始,预计月底前可以恢复正常供水。",
    "据介绍,这次检修从九月初开始,历时两个多月,共更换闸门十二扇,清理淤泥约三万立方米,是近十年来规模最大的一次。",
    "水务局负责人表示,检修期间全市供水没有受到影响,主要是因为提前启用了备用水源,并对管网压力作了调整。",
    "家住河西街道的王女士说,她家在检修期间只停过一次水,而且提前三天收到了短信通知,生活基本没有受到影响。",
    "专家认为,老旧水利设施的检修应当形成制度,每五年至少全面检查一次,对发现的问题要及时处理,不能等到出了事故再补救。",
    "下一步,市水务局将对下游的河堤进行加固,工程计划明年三月动工,总投资约一亿二千万元,工期预计为八个月。",
)
TITLE = "青河上游三座水库完成检修 月底前恢复正常供水"
HEAD = (
    f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_青河新闻网</title></head><body>'
    f'<div class="main"><h1>{TITLE}</h1><div class="info">2026-11-20 08:30 来源:青河日报 责任编辑:张华</div>'
    '<div class="content">'
)
TAIL = "</div></div></body></html>"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def article(inside: str = "", after: str = "", before: str = "") -> str:
    """A good article page, with something hostile inside its text, after it or before it."""
    return f"{HEAD.replace('</head>', before + '</head>')}{TEXT}{inside}</div>{after}{TAIL[6:]}"


@dataclass(frozen=True)
class Case:
    """One hostile answer."""

    name: str
    """What it is."""
    answer: Callable[[Hit], Answer]
    """What the server says to its requests."""
    ends: str
    """How the request must end, words joined by "|": article, page (read, no article), a reason of Dropped or Refused,
    a word of newsportal.download.failures, or http-STATUS."""


def always(answer: Answer) -> Callable[[Hit], Answer]:
    """The same answer to every request."""
    return lambda hit: answer
