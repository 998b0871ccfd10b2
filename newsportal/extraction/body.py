"""The story's own lines: what stands in its container and is not the story is cut, the rest is kept."""

from __future__ import annotations

import re

from newsportal.extraction import regions
from newsportal.extraction.lines import Lines
from newsportal.extraction.regions import Main, Prose
from newsportal.extraction.text import clean
from newsportal.extraction.tree import Tree

__all__ = ["paragraphs", "story"]

_FOREIGN = re.compile(
    r"comment|pinglun|copyright|relat|recommend|tuijian|xiangguan|share|login|disclaim|shengming|editor\b|zebian|bianji"
    r"|\bad[-_s\d]|\bads?\b|advert|guanggao|qrcode|erweima|\btags?\b|keyword|page[-_]?(?:nav|num|list)|pagination|fenye"
    r"|\bpages?\b|prev|next|toolbar|\btools?\b|vote|digg|zan\b|likes?\b|crumb|position|weizhi|statement|report\b|download"
)
"""Class and id words of what is no story inside a story's container."""
_CREDIT = re.compile(
    r"[（(【\[〔\s]{0,3}(?:本文|文章|原文|稿件|网络|网页|视频|文字|实习|值班|新媒体|本期)?"
    r"(?:责任编辑|责编|编辑|责任编审|编审|审核|审校|校对|校审|监制|终审|初审|复审|值班主任|值班总监|主编|总编|签发|统筹|来源|转自|原标题"
    r"|关键词|关键字|标签|Tags?|阅读|点击|浏览|发布时间|更新时间|上一篇|下一篇|上一页|下一页|上一条|下一条)"
    r"\s{0,3}(?:[:：/丨|]|$|[）)】\]])"
)
_END = re.compile(
    r"[\s#>·■●▎|【\[]{0,3}(?:相关|延伸|推荐|热门|更多|精彩|猜你|大家|为您|为你|网友|最新|发表|我要|全部|热点|编辑推荐|今日|专题|声明|免责|版权|特别|作者)?"
    r"(?:链接|新闻|阅读|报道|专题|文章|推荐|喜欢|评论|资讯|内容|声明|感兴趣|都在看|都爱看|看点|排行|图集|视频)\s{0,2}[】\]:：>|]{0,3}(?:更多)?"
)
"""A heading over what follows a story."""
_NOTICE = re.compile(
    r"版权声明|免责声明|未经.{0,10}(?:授权|许可|书面)|不得转载|请勿转载|转载请|谢绝转载|版权归|扫一扫|扫码|扫描.{0,6}二维码|长按|二维码"
    r"|关注.{0,12}(?:公众号|微信|微博)|下载.{0,12}(?:APP|客户端|App|app)|分享让更多人|分享到|点击.{0,6}(?:进入专题|查看|阅读|下载)|侵权|不代表本|仅供参考"
    r"|返回搜狐|[【\[](?:详细|详情|全文|更多|查看全文|阅读全文)[】\]]$|打开.{0,8}(?:APP|App|客户端)|版权所有|我要(?:纠错|评论|分享|举报)|违法和不良信息|网友评论|发表评论|查看更多|阅读全文|展开全文"
)
_NOTICE_LENGTH = 220
_LONGEST_END = 16
_LEADING = re.compile(
    r"\d{4}\s?[-年/.]\s?\d{1,2}|\d{1,2}:\d\d|来源|作者|编辑|字号|字体|分享|打印|评论|阅读|浏览|点击|收藏|扫一扫|A[+-]|T[+|]|当前位置|首页|>|»"
)


def story(tree: Tree, lines: Lines, heading: int, stated: str) -> Main | None:
    """The page's story, None if it has no prose.

    `heading` is the line that shows its heading (-1: none), `stated` what the head says, without white space.
    """
    prose = Prose(tree, lines, lines.starts[max(heading, 0)])
    container = regions.container(tree, prose)
    return _own(tree, lines, prose, container, stated) if container >= 0 else None


def _own(tree: Tree, lines: Lines, prose: Prose, container: int, stated: str) -> Main | None:
    """The story's lines inside its container."""
    kept = bytearray(b"\1") * len(tree.chunks)
    _cut_elements(tree, lines, prose, container, kept)
    inside = [k for k in lines.inside(container) if any(kept[lines.starts[k] : lines.starts[k + 1]])]
    inside = _until_end(lines, [k for k in inside if not _is_foreign(lines, k)])
    solid = [k for k in inside if lines.prose(k)]
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


def _until_end(lines: Lines, inside: list[int]) -> list[int]:
    """The lines before the first heading that only follows a story, if most prose stands before it."""
    total, before = sum(lines.prose(k) for k in inside), 0
    for at, k in enumerate(inside):
        if before * 2 > total and lines.sizes[k] <= _LONGEST_END and _END.fullmatch(lines.text(k)):
            return inside[:at]
        before += lines.prose(k)
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
    linked = sum(lines.link_sizes[k] * 10 >= lines.sizes[k] * 8 and lines.sizes[k] >= 8 for k in inside)
    return linked > 2 and linked * 4 >= len(inside)


def _is_foreign(lines: Lines, k: int) -> bool:
    """Is line k no story by its words, or a link?"""
    size = lines.sizes[k]
    text = lines.text(k)
    if lines.link_sizes[k] * 10 > size * 8 and not text.endswith("。"):
        return True
    if size > _NOTICE_LENGTH:
        return False
    if _CREDIT.match(text) and size < 60:
        return not text.startswith(("（文章来源", "(文章来源"))
    return _NOTICE.search(text) is not None


def _may_lead(tree: Tree, lines: Lines, k: int, homes: set[int], stated: str) -> bool:
    """May line k, which stands before the first prose, be the story's?"""
    holder = lines.holder(k)
    if tree.tags[holder] == "h1" or not homes & {holder, tree.parents[holder]}:
        return False
    text = lines.text(k)
    return "".join(text.split()) not in stated and not _LEADING.search(text)


def paragraphs(tree: Tree, main: Main) -> list[str]:
    """The story's text, a paragraph, subhead, caption or table row a line."""
    text = "".join(["".join(tree.chunks[a:b]) for a, b in main.parts])
    return [line for line in map(clean, text.split("\n")) if line]
