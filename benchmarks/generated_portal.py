"""A made-up portal whose pages do not say their titles: ten channels, each with a template and a fault of its own.

Over whole channels h1 is the column's or the outlet's name, the real title stands in an element without a name, on no
line at all, or under a date of the column; texts begin or end with lines of the portal; links are cut short or say
nothing; a broadcast's time stands over half of the texts; what follows a short text is longer than it. What is right
of every article is known. Places, outlets and words are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from newsportal.text.china_time import CHINA

HOST = "http://www.weilan.example"
OUTLET = "苇澜新闻网"
NEWEST = datetime(2026, 11, 24, 18, 0, tzinfo=CHINA)
PER_LIST = 20
"""Articles of a list page."""
_WORDS = """
places 苇澜 桐汊 雁坪 槐浦 栗沟 澄塘 鹿岔 柏埠 菱湾 枫垸 蓼滩 杏坞 石栈 云堰 茶岭 柳泾 稻场 盐坂 竹隘 梨坪
who 渡口船工 供水站 乡村医生 老街裁缝 气象台 护林员 中学合唱团 茶农合作社 图书馆 修桥队 养蜂人 邮递员 菜场 变电所
did 连夜抢修 首次公开 重新启用 集中搬迁 免费开放 试行夜班 登记造册 提前完工 更换设备 招募学徒 扩建仓房 清点库存
what 老码头 灌溉渠 旧校舍 风雨桥 观测站 冷库 水磨坊 晒谷坪 夜市 染坊 古井 轨道 阅览室 温室 仓廒 戏台 果窖 灯塔 驿道 碑林
so 住户不再绕路 三百户当天受益 学徒多了一倍 水价不变 半年内见效 老人赶来围观 雨季前用上 邻县前来取经 账本贴上墙 船期照旧
sources 苇澜日报 桐汊晚报 雁坪广播电视台 槐浦周报 栗沟发布
columns 苇澜早班车 河上观察 雁坪夜话 百工图 水边人家 苇澜新闻网民生频道·街坊事 苇澜大讲堂 岸上来信 渡口笔记 满目青山
"""
LISTS = {line.split()[0]: line.split()[1:] for line in _WORDS.strip().splitlines()}
"""The words that titles and texts are made of, by what they are."""
_PLACES, _WHO, _DID, _WHAT, _SO, _SOURCES, _COLUMNS = LISTS.values()
_ABOUT = "《河上观察》每周三次，讲述江河两岸的人和事，欢迎读者来信提供线索。"
_HOTLINE = "苇澜新闻网读者热线全天有人接听，关注公众号可以看到每日要闻。"
_LEAD = "苇澜新闻网岸上来信栏目，为您朗读来自两岸的信。"


class Truth(NamedTuple):
    """What is right of an article."""

    title: str
    published: datetime
    source: str
    text: str


@dataclass
class GeneratedPortal:
    """The portal's pages, and what is right of its articles, by address."""

    pages: dict[str, str] = field(default_factory=dict)
    truth: dict[str, Truth] = field(default_factory=dict)
    home: str = f"{HOST}/"


class _Story(NamedTuple):
    url: str
    truth: Truth


def generate(pages: int = 1_000, seed: int = 1) -> GeneratedPortal:
    """A portal of so many pages, article and list pages together, the same for a seed."""
    chance = random.Random(seed)
    portal, channels = GeneratedPortal(), len(_TEMPLATES)
    each = max(3, (pages - 1) * PER_LIST // (channels * (PER_LIST + 1)))
    stories = [[_story(chance, channel, n) for n in range(each)] for channel in range(channels)]
    for channel, listed in enumerate(stories):
        for at, story in enumerate(listed):
            beside = chance.sample(listed, min(5, len(listed)))
            portal.truth[story.url] = story.truth
            portal.pages[story.url] = _article(channel, at, story.truth, [one for one in beside if one is not story])
        _lists(portal, channel, listed)
    newest = [_entry(listed[0], channel, 0) for channel, listed in enumerate(stories)]
    portal.pages[portal.home] = _frame(f"{OUTLET}_两岸的消息", f"<h2>今日要闻</h2><ul>{''.join(newest)}</ul>")
    return portal


def _story(chance: random.Random, channel: int, n: int) -> _Story:
    place, who, did, what, so = (chance.choice(words) for words in (_PLACES, _WHO, _DID, _WHAT, _SO))
    when = NEWEST - timedelta(minutes=chance.randrange(60 * 24 * 20))
    short = channel == 0 and n % 4 == 3
    lines = [
        f"{place}{who}{when.month}月上旬{did}{what}，{chance.choice(_SO)}，这是今年第{n + 2}次。",
        *(_sentence(chance) for _ in range(0 if short else chance.randrange(4, 8))),
    ]
    truth = Truth(f"{place}{who}{did}{what} {so}", when, chance.choice(_SOURCES), "\n".join(lines))
    return _Story(f"{HOST}/c{channel}/{when:%Y%m}/{n + 1000}.html", truth)


def _sentence(chance: random.Random) -> str:
    place, who, what, did, so, then = (chance.choice(words) for words in (_PLACES, _WHO, _WHAT, _DID, _SO, _SO))
    days, cost = chance.randrange(3, 99), chance.randrange(2, 90)
    return f"{place}的{who}说，{what}{did}以后，{so}，前后用了{days}天，花费{cost}万元，{then}。"


def _lists(portal: GeneratedPortal, channel: int, listed: list[_Story]) -> None:
    last = (len(listed) - 1) // PER_LIST
    for number in range(last + 1):
        some = listed[number * PER_LIST : (number + 1) * PER_LIST]
        more = f'<a href="/c{channel}/list_{number + 1}.html">下一页</a>' if number < last else ""
        entries = "".join(_entry(story, channel, at) for at, story in enumerate(some))
        body = f"<div class=list><h2>{_COLUMNS[channel]}</h2><ul>{entries}</ul>{more}</div>"
        portal.pages[_list(channel, number)] = _frame(f"{_COLUMNS[channel]}_{OUTLET}", body)


def _list(channel: int, number: int) -> str:
    return f"{HOST}/c{channel}/" if not number else f"{HOST}/c{channel}/list_{number}.html"


def _entry(story: _Story, channel: int, at: int) -> str:
    """A link to an article: whole, cut short in channel 8, and in channel 9 saying nothing in one of two."""
    words = story.truth.title
    if channel == 8:
        words = f"{words[:11]}…"
    elif channel == 9 and at % 2:
        words = "[详细]"
    return f'<li><a href="{story.url}">{words}</a></li>'


def _frame(title: str, body: str) -> str:
    menu = "".join(f'<a href="{_list(at, 0)}">{name}</a> ' for at, name in enumerate(_COLUMNS))
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class=nav>{menu}</div>{body}"
        f"<div class=foot>{OUTLET} 版权所有 <a href=/about>关于我们</a></div></body></html>"
    )


def _article(channel: int, at: int, truth: Truth, beside: list[_Story]) -> str:
    links = "".join(_entry(story, channel, 0 if channel < 9 else 1) for story in beside)
    title, body = _TEMPLATES[channel](truth, _COLUMNS[channel])
    return _frame(title, f"<div class=wrap>{body}<div class=rel><h3>相关阅读</h3><ul>{links}</ul></div></div>")


def _text(truth: Truth, before: str = "", after: str = "") -> str:
    lines = [line for line in (before, *truth.text.split("\n"), *after.split("\n")) if line]
    return f"<div class=txt>{''.join(f'<p>{line}</p>' for line in lines)}</div>"


def _info(truth: Truth) -> str:
    return f"<div class=inf>{truth.published:%Y-%m-%d %H:%M} 来源：{truth.source}</div>"


def _clean(truth: Truth, column: str) -> tuple[str, str]:
    """A broadcast's time over every second text, and what follows a short one is longer than it."""
    live = "<div class=live>2026-11-20 19:30</div>" if truth.published.minute % 2 else ""
    chance = random.Random(truth.title)
    others = "".join(f"<p>{_sentence(chance)}{_sentence(chance)}</p>" for _ in range(3))
    return (
        f"{truth.title}_{column}_{OUTLET}",
        f"<h1>{truth.title}</h1>{live}{_info(truth)}{_text(truth)}"
        + ("" if "\n" in truth.text else f"<div class=say>{others}</div>"),
    )


def _column_with_date(truth: Truth, column: str) -> tuple[str, str]:
    over = f"<h1>{column}</h1><div class=inf>2026-11-20 09:00 来源：{OUTLET}</div><div>{truth.title}</div>"
    return f"{column}_{OUTLET}", f"{over}{_info(truth)}{_text(truth)}"


def _outlet(truth: Truth, column: str) -> tuple[str, str]:
    return OUTLET, f"<h1>{OUTLET}</h1><p><strong>{truth.title}</strong></p>{_info(truth)}{_text(truth)}"


def _logo(truth: Truth, column: str) -> tuple[str, str]:
    over = f"<h1><a href=/>{OUTLET}</a></h1><h2>{column}</h2><div class=a><span>{truth.title}</span></div>"
    return f"{OUTLET}--{column}", f"{over}{_info(truth)}{_text(truth)}"


def _end_lines(truth: Truth, column: str) -> tuple[str, str]:
    over = f"<h1>{column}</h1><div class=hd>{truth.title}</div>"
    return f"{column}-{OUTLET}", f"{over}{_info(truth)}{_text(truth, after=f'{_ABOUT}{chr(10)}{_HOTLINE}')}"


def _long_column(truth: Truth, column: str) -> tuple[str, str]:
    return f"{column}_{OUTLET}", f"<h1>{column}</h1><div class=k>{truth.title}</div>{_info(truth)}{_text(truth)}"


def _two_columns(truth: Truth, column: str) -> tuple[str, str]:
    over = f"<h1>{column}</h1><h2>{OUTLET}特别策划</h2><p class=m>{truth.title}</p>"
    return f"{column}_{OUTLET}特别策划", f"{over}{_info(truth)}{_text(truth)}"


def _first_line(truth: Truth, column: str) -> tuple[str, str]:
    return (
        f"{truth.title}_{OUTLET}",
        f"<h1>{truth.title}</h1>{_info(truth)}{_text(truth, before=_LEAD, after=_HOTLINE)}",
    )


def _cut_links(truth: Truth, column: str) -> tuple[str, str]:
    over = f"<h1>{column}</h1><table><tr><td>{truth.title}</td></tr></table><p>您在看{column}，文章正文</p>"
    return f"{column}_{OUTLET}", f"{over}{_info(truth)}{_text(truth)}"


def _links_that_say_nothing(truth: Truth, column: str) -> tuple[str, str]:
    about = f"{column}是{OUTLET}的民生栏目，每周一三五更新，欢迎来信。"
    over = f"<h1>{column}</h1><p class=say>{about}</p><div class=bt>{truth.title}</div>"
    return f"{column}_{OUTLET}", f"{over}{_info(truth)}{_text(truth)}"


_TEMPLATES: tuple[Callable[[Truth, str], tuple[str, str]], ...] = (
    _clean, _column_with_date, _outlet, _logo, _end_lines, _long_column, _two_columns, _first_line, _cut_links,
    _links_that_say_nothing,
)  # fmt: skip
