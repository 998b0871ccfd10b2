"""The story's own lines: what stands in its container and is not the story is cut, the rest is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsportal.extraction import regions
from newsportal.extraction.lines import Lines
from newsportal.extraction.regions import Main, Prose
from newsportal.extraction.text import clean
from newsportal.extraction.tree import Tree

__all__ = ["paragraphs", "story"]

_FOREIGN = re.compile(
    r"comment|reply|replies|pinglun|copyright|relat|recommend|tuijian|xiangguan|login|disclaim|shengming|statement|\bad[-_s\d]|\bads?\b|advert"
    r"|guanggao|qrcode|erweima|pagination|fenye|crumb"
)
"""Class and id words of what is no story inside a story's container, if it does not hold most of its prose."""
_SMALL_FOREIGN = re.compile(
    r"share|editor\b|zebian|bianji|\bpages?\b|page[-_]?(?:nav|num|list)|prev|next|toolbar|\btools?\b|vote|digg|zan\b|likes?\b"
    r"|position|weizhi|report\b|download|source\b|\btags?\b|keyword"
)
"""Words that also name the whole: they mark what is no story only on something small."""
_SMALL = 120
_CREDIT = re.compile(
    r"[（(【\[〔\s]{0,3}(?:本文|文章|原文|稿件|网络|网页|视频|文字|实习|值班|新媒体|本期)?"
    r"(?:责任编辑|责编|编辑|责任编审|编审|审核|审校|校对|校审|监制|终审|初审|复审|值班主任|值班总监|主编|总编|签发|统筹|来源|转自|原标题"
    r"|关键词|关键字|标签|Tags?|阅读|点击|浏览|发布时间|更新时间|上一篇|下一篇|上一页|下一页|上一条|下一条)"
    r"\s{0,3}(?:[:：/丨|]|$|[）)】\]])"
)
_END = re.compile(
    r"[\s#>·■●▎|【\[]{0,3}(?:(?:相关|延伸|推荐|热门|更多|精彩|猜你|大家|为您|为你|网友|最新|发表|我要|全部|热点|编辑推荐|今日|免责|版权|特别|本站|本网)"
    r"(?:链接|新闻|阅读|报道|专题|文章|推荐|喜欢|评论|资讯|内容|声明|日志|感兴趣|都在看|都爱看|看点|排行|图集|视频)|评论|推荐阅读|.{0,16}声明)"
    r"\s{0,2}[】\]:：>|]{0,3}(?:更多)?"
)
"""A heading over what follows a story."""
_NOTICE = re.compile(
    r"版权声明|免责声明|未经.{0,10}(?:授权|许可|书面)|不得转载|请勿转载|转载请|谢绝转载|版权归|^(?=.{0,40}$).{0,40}?(?:扫一扫|扫码|二维码|长按)"
    r"|关注.{0,12}(?:公众号|微信|微博)|下载.{0,12}(?:APP|客户端|App|app)|分享让更多人|分享到|点击.{0,6}(?:进入专题|查看|阅读|下载)|侵权|不代表本|仅供参考|不意味着赞同|并不代表|本[站网].{0,6}(?:转载|注明)|版权.{0,6}问题|^https?://\S{1,300}$"
    r"|返回搜狐|[【\[](?:详细|详情|全文|更多|查看全文|阅读全文)[】\]]$|打开.{0,8}(?:APP|App|客户端)|版权所有|我要(?:纠错|评论|分享|举报)|违法和不良信息|网友评论|发表评论|查看更多|阅读全文|展开全文"
)
_LONGEST_CREDIT, _LONGEST_CREDITS = 60, 120
_LONGEST_NOTICE, _LONGEST_INNER_NOTICE = 240, 40
_LONGEST_END = 20
_LONGEST_ROW, _LONGEST_CELL = 400, 120
_MOST = 0.65
"""Share of the prose before a heading from which on that heading may end the story."""
_TIME = re.compile(r"(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d\d(?::\d\d)?)?")
_LEADING = re.compile(
    r"\d{4}\s?[-年/.]\s?\d{1,2}|\d{1,2}:\d\d|来源|作者|编辑|字号|字体|分享|打印|评论|阅读|浏览|点击|收藏|扫一扫|A[+-]|T[+|]|当前位置|首页|>|»"
)


def story(tree: Tree, lines: Lines, heading: int, stated: str) -> Main | None:
    """The page's story, None if it has no prose.

    `heading` is the line that shows its heading (-1: none), `stated` what the head says, without white space.
    """
    prose = Prose(tree, lines, lines.starts[max(heading, 0)])
    container = regions.container(tree, prose)
    return _own(tree, lines, prose, container, heading, stated) if container >= 0 else None


def _own(tree: Tree, lines: Lines, prose: Prose, container: int, heading: int, stated: str) -> Main | None:
    """The story's lines inside its container."""
    kept = bytearray(b"\1") * len(tree.chunks)
    _cut_elements(tree, lines, prose, container, kept)
    inside = [k for k in lines.inside(container) if any(kept[lines.starts[k] : lines.starts[k + 1]])]
    inside = _without_notices(lines, _until_end(lines, [k for k in inside if not _is_foreign(lines, k)]))
    solid = [k for k in inside if lines.prose[k] and k != heading]
    if not solid:
        return None
    homes = {home for k in (solid[0], solid[-1]) for home in (lines.holder(k), tree.parents[lines.holder(k)])}
    parts: list[tuple[int, int]] = []
    for k in inside:
        if k < solid[0] and not _may_lead(tree, lines, k, homes, stated):
            continue
        if k > solid[-1] and not homes & {lines.holder(k), tree.parents[lines.holder(k)]}:
            continue
        parts += _runs(kept, lines.starts[k], lines.starts[k + 1])
    return Main(container=container, parts=tuple(parts)) if parts else None


def _without_notices(lines: Lines, inside: list[int]) -> list[int]:
    """The lines without notices: short ones anywhere, long ones before or after all prose, which has such words too."""
    notices = {k for k in inside if lines.sizes[k] <= _LONGEST_NOTICE and _NOTICE.search(lines.text(k))}
    prose = [k for k in inside if k not in notices and lines.prose[k] and not _is_credits(lines, k)]
    if not prose:
        return []
    return [
        k for k in inside if k not in notices or (prose[0] < k < prose[-1] and lines.sizes[k] > _LONGEST_INNER_NOTICE)
    ]


def _is_credits(lines: Lines, k: int) -> bool:
    """Is line k a row of time, source and buttons though it is long?"""
    if lines.sizes[k] > _LONGEST_CREDITS:
        return False
    text = lines.text(k)
    return "。" not in text and "，" not in text and _LEADING.search(text) is not None


def _until_end(lines: Lines, inside: list[int]) -> list[int]:
    """The lines before what only follows a story: a heading, or a list with times."""
    total, before, times = sum(lines.prose[k] for k in inside), 0, []
    for at, k in enumerate(inside):
        if before > total * _MOST and lines.sizes[k] <= _LONGEST_END:
            text = lines.text(k)
            if _END.fullmatch(text):
                return inside[:at]
            if _TIME.fullmatch(text):
                times.append(at)
        before += lines.prose[k]
    if len(times) > 2:
        return inside[: max(1, 2 * times[0] - times[1] + 1)]
    return inside


def _runs(kept: bytearray, begin: int, end: int) -> list[tuple[int, int]]:
    """The kept chunks from begin to end as ranges."""
    if all(kept[begin:end]):
        return [(begin, end)]
    return [(k, k + 1) for k in range(begin, end) if kept[k]]


def _cut_elements(tree: Tree, lines: Lines, prose: Prose, container: int, kept: bytearray) -> None:
    """Unmark the chunks of elements that are no story."""
    most = prose.of(container) / 2
    i, end, ends, sizes = container + 1, tree.ends[container], tree.ends, tree.sizes
    while i < end:
        if sizes[i] and _is_cut(tree, lines, prose, i, most):
            first, last = tree.first[i], tree.last[i]
            kept[first:last] = bytes(last - first)
            i = ends[i]
        else:
            i += 1


def _is_cut(tree: Tree, lines: Lines, prose: Prose, i: int, most: float) -> bool:
    name = tree.names[i]
    if name and tree.sizes[i] <= _SMALL and _SMALL_FOREIGN.search(name):
        return True
    if (name and _FOREIGN.search(name)) or i in prose.hidden or tree.tags[i] in ("nav", "footer", "button", "form"):
        return prose.of(i) < most
    if tree.link_counts[i] < 2:
        return False
    if tree.link_sizes[i] * 2 > tree.sizes[i]:
        return True
    return (
        tree.link_counts[i] > 2 and tree.link_sizes[i] * 8 > tree.sizes[i] and _is_list(lines, i) and prose.of(i) < most
    )


def _is_list(lines: Lines, i: int) -> bool:
    """Is element i a list of cards: every third line or more a headline?"""
    inside = lines.inside(i)
    linked = sum(lines.linked[inside.start : inside.stop])
    return linked > 2 and linked * 4 >= len(inside)


def _is_foreign(lines: Lines, k: int) -> bool:
    """Is line k a link, or a row of credits?"""
    size = lines.sizes[k]
    if lines.link_sizes[k] * 10 > size * 8:
        return not lines.text(k).endswith("。")
    if size > _LONGEST_CREDIT:
        return False
    text = lines.text(k)
    return _CREDIT.match(text) is not None and not text.startswith(("（文章来源", "(文章来源"))


def _may_lead(tree: Tree, lines: Lines, k: int, homes: set[int], stated: str) -> bool:
    """May line k, which stands before the first prose, be the story's?"""
    holder = lines.holder(k)
    if tree.tags[holder] == "h1" or not homes & {holder, tree.parents[holder]}:
        return False
    text = lines.text(k)
    return "".join(text.split()) not in stated and not _LEADING.search(text)


def paragraphs(tree: Tree, main: Main) -> list[str]:
    """The story's text, a paragraph, subhead, caption or table row a line."""
    chunks = list(tree.chunks[main.begin : main.end])
    for first, last in _rows(tree, main):
        for at in range(max(first + 1, main.begin), min(last, main.end)):
            chunks[at - main.begin] = " " + chunks[at - main.begin].lstrip("\n")
    text = "".join(["".join(chunks[a - main.begin : b - main.begin]) for a, b in main.parts])
    return [line for line in map(clean, text.split("\n")) if line]


def _rows(tree: Tree, main: Main) -> Iterator[tuple[int, int]]:
    """The chunks of each table row of the story that holds short cells: a table of values, not one of layout."""
    for table in tree.inside(main.container, "table"):
        if tree.sizes[table] and not tree.inside(table, "table"):
            for i in range(table + 1, tree.ends[table]):
                if tree.tags[i] == "tr" and tree.sizes[i] <= _LONGEST_ROW:
                    cells = [cell for cell in tree.children(i) if tree.sizes[cell]]
                    if len(cells) > 1 and all(tree.sizes[cell] <= _LONGEST_CELL for cell in cells):
                        yield tree.first[i], tree.last[i]
