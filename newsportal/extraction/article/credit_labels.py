"""Lines of credits: a row of labels and values (来源：新华网 作者：张三 编辑：李四), cut at its labels.

So a value never swallows its neighbour. `BREAK` stands between two texts of a line that come from different elements: a
value ends there too, unless it has not begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsportal.extraction.article.person_names import people
from newsportal.text.strings import bare

__all__ = ["BREAK", "Credit", "is_label", "labelled", "rows"]

BREAK = "\x1f"
"""Stands between two texts of a line that come from different elements; it counts as white space."""
LONGEST = 400
"""Characters of a line that are read."""

# Labels as they stand on the portals of the corpus and of its unlabelled pages; those under "" only end a value.
ROLES = {
    "source": """来源 文章来源 稿件来源 信息来源 新闻来源 内容来源 消息来源 本文来源 原文来源 稿源 来自 来源于
        转自 转载自 摘自 出处 文章出处 发布机构 來源 文章來源 新聞來源""",
    "author": """作者 本文作者 文章作者 记者 本报记者 撰文 撰稿 撰稿人 采写 采写记者 文 图文 文图 文/图 图/文 文字
        文字记者 执笔 执笔人 通讯员 采编 实习生 实习记者 见习记者 記者 採訪""",
    "editor": """责任编辑 责编 编辑 本文编辑 文章编辑 文字编辑 网络编辑 网页编辑 新闻编辑 值班编辑 新媒体编辑 本期编辑
        见习编辑 实习编辑 助理编辑 责任编辑人 编辑人 本网编辑 录入编辑 网编 执行编辑 编辑整理 編輯 責任編輯""",
    "": """发布时间 发稿时间 发表时间 更新时间 最后更新 时间 日期 发布日期 发布 浏览 浏览量 浏览次数 点击 点击量 点击数
        点击次数 阅读 阅读量 阅读次数 访问量 字号 字体 字体大小 分享 分享到 分享至 评论 评论数 打印 关键词 关键字 标签
        图片来源 图源 视频来源 数据来源 资料来源 图片 图片编辑 视频编辑 视频 音频 摄影 摄影记者 图 摄像 校对 责任校对
        审核 审校 审读 编审 初审 复审 终审 一审 二审 三审 签发 主编 栏目主编 总编辑 副主编 值班主编 值班主任 主任 监制
        总监制 监审 策划 总策划 统筹 统筹策划 翻译 编译 制图 美编 美术编辑 视觉 设计 排版 制作 剪辑 封面 题图 栏目 专栏
        频道 版次 责任 发布者 发布人 供图 供稿 投稿 联系 电话 邮箱 原标题 原题 标题 分类 所属分类 导语 声明 出品 出品人
        发布单位 选稿 文号 索引号 發布時間 時間""",
}
_ROLE = {label: role for role, labels in ROLES.items() for label in labels.split()}
_LONGEST_LABEL = max(map(len, _ROLE))
_LAST = frozenset(label[-1] for label in _ROLE)
_NAMED = re.compile("[" + "".join(sorted({label[-1] for label, role in _ROLE.items() if role})) + "]")
"""Without one of these a line holds no label of a source, author or editor, and the others need no cutting."""
_COLONS = ":："
_MARKS = _COLONS + "/／|｜丨"
_MARK = re.compile(f"[{_MARKS}]")
_WORD = re.compile(r"\S+")
_OPEN = "[【(（「"
_OPENED = re.compile(r"[\[【(（「]")
_EDITORS = ("编辑", "责编")
_LISTED = ("记者", "通讯员", "实习生", "記者")
"""Without a colon they stand between names of one list (记者 张三 实习生 李四)."""
_QUOTED = frozenset("“\"‘'明")
"""Before a label they show that it is spoken of, as in 凡注明“来源：…”的作品."""


class Credit(NamedTuple):
    """A label and its value."""

    role: str
    """source, author, editor, or "" for what is none of them."""
    label: str
    """The label's words."""
    value: str
    """What stands after it, up to the next label."""
    start: int
    """Where the label begins in its line."""
    marked: bool
    """Whether a colon or slash stands between them."""


def labelled(line: str) -> list[Credit]:
    """The labels of a line and their values, in order."""
    line = line[:LONGEST]
    if not _NAMED.search(line):
        return []
    cuts = {cut[0]: cut for mark in _MARK.finditer(line) if (cut := _marked(line, mark.start()))}
    for cut in _blank(line):
        cuts.setdefault(cut[0], cut)
    order = sorted(cuts)
    found = []
    for start, end in zip(order, [*order[1:], len(line)], strict=False):
        _, at, label = cuts[start]
        found.append(Credit(_ROLE[label], label, line[at:end], start, line[at - 1] in _MARKS))
    return found


def rows(found: Iterable[str]) -> list[Credit]:
    """The labelled values of lines; a value that its own line lacks is the next line's."""
    held: list[Credit] = []
    waiting: Credit | None = None
    for line in found:
        credits = labelled(line)
        fits = waiting is not None and not credits and len(line) <= 40
        if fits and waiting is not None and (waiting.role == "source" or people(line, strict=True)):
            held[-1] = waiting._replace(value=line)
        held += credits
        waiting = credits[-1] if credits and not bare(credits[-1].value) else None
    return held


def is_label(words: str) -> bool:
    """Whether words are a label and nothing else."""
    return words in _ROLE


def _marked(line: str, mark: int) -> tuple[int, int, str] | None:
    """The label that ends at a colon or slash: where it begins, where its value begins, its words."""
    before = "".join(line[max(mark - 25, 0) : mark].split())[-_LONGEST_LABEL:]
    if before[-1:] not in _LAST:
        return None
    for size in range(len(before), 0, -1):
        label = before[-size:]
        if label not in _ROLE or (line[mark] not in _COLONS and _ROLE[label] == "source"):
            continue
        start = mark
        for _ in label:
            start -= 1
            while line[start].isspace():
                start -= 1
        ahead = line[start - 1 : start]
        if ahead in _QUOTED or (size == 1 and ahead.isalnum()):
            return None
        return start, mark + 1, label
    return None


def _blank(line: str) -> Iterator[tuple[int, int, str]]:
    """Labels that only white space parts from their value: 编辑 张三, 某报编辑 李四."""
    words = line.split()
    if _OPENED.search(line):
        words = [word.lstrip(_OPEN) for word in words]
    if _ROLE.keys().isdisjoint(words) and not ("编" in line and any(word.endswith(_EDITORS) for word in words)):
        return
    for word in _WORD.finditer(line):
        label = word.group().lstrip(_OPEN)
        if 2 < len(label) <= 8 and label not in _ROLE and label.endswith(_EDITORS):
            label = label[-2:]
        if len(label) > 1 and label in _ROLE and not label.endswith(_LISTED):
            yield word.end() - len(label), word.end(), label
