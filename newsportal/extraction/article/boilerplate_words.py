"""The words by which a story is told from what stands in its container, and where each was seen.

All were collected by reading the tuning pages of the corpus and its unlabelled pages; a word came in when it stood on
pages of at least two publishers. Each pattern is met with a line of bounded length, and none is worse than linear.
"""

from __future__ import annotations

import re

__all__ = ["ASIDE", "CLOCK", "CREDIT", "END", "FOREIGN", "LEADING", "NOTICE", "NOTICE_LINE", "SMALL_FOREIGN", "TIME"]

ASIDE = re.compile(
    r"comment|reply|replies|pinglun|foot|copyright|sidebar|aside|[-_]side\b|\bside|relat|recommend|tuijian|xiangguan|\bhot"
    r"|rank|paihang|login|\bnav|menu|popup|dialog|modal|disclaim|shengming|statement|author-?info|about"
)
"""Class and id words of what surrounds a story. An area of that name counts little, unless it holds the most prose."""

FOREIGN = re.compile(
    r"comment|reply|replies|pinglun|copyright|relat|recommend|tuijian|xiangguan|login|disclaim|shengming|statement"
    r"|\bad[-_s\d]|\bads?\b|advert|guanggao|qrcode|erweima|pagination|fenye|crumb"
)
"""Class and id words of what is no story inside a story's container, if it does not hold most of its prose."""

SMALL_FOREIGN = re.compile(
    r"share|editor\b|zebian|bianji|\bpages?\b|page[-_]?(?:nav|num|list)|prev|next|toolbar|\btools?\b|vote|digg|zan\b"
    r"|likes?\b|position|weizhi|report\b|download|source\b|\btags?\b|keyword"
)
"""Words that also name the whole: they mark what is no story only on something small."""

CREDIT = re.compile(
    r"[（(【\[〔\s]{0,3}(?:本文|文章|原文|稿件|网络|网页|视频|文字|实习|值班|新媒体|本期)?"
    r"(?:责任编辑|责编|编辑|责任编审|编审|审核|审校|校对|校审|监制|终审|初审|复审|值班主任|值班总监|主编|总编|签发|统筹"
    r"|来源|转自|原标题|关键词|关键字|标签|Tags?|阅读|点击|浏览|发布时间|更新时间"
    r"|上一篇|下一篇|上一页|下一页|上一条|下一条)\s{0,3}(?:[:：/丨|]|$|[）)】\]])"
)
"""How a line of credits or of neighbours begins."""

END = re.compile(
    r"[\s#>·■●▎|【\[]{0,3}(?:(?:相关|延伸|推荐|热门|更多|精彩|猜你|大家|为您|为你|网友|最新|发表|我要|全部|热点"
    r"|编辑推荐|今日|免责|版权|特别|本站|本网)(?:链接|新闻|阅读|报道|专题|文章|推荐|喜欢|评论|资讯|内容|声明|日志"
    r"|感兴趣|都在看|都爱看|看点|排行|图集|视频)|评论|推荐阅读|.{0,16}声明)\s{0,2}[】\]:：>|]{0,3}(?:更多)?"
)
"""A heading over what follows a story."""

NOTICE = re.compile(
    r"版权声明|免责声明|未经.{0,10}(?:授权|许可|书面)|不得转载|请勿转载|转载请|谢绝转载|版权归|版权所有|版权.{0,6}问题"
    r"|关注.{0,12}(?:公众号|微信|微博)"
    r"|下载.{0,12}(?:APP|客户端|App|app)|分享让更多人|分享到|点击.{0,6}(?:进入专题|查看|阅读|下载)|侵权|不代表本"
    r"|仅供参考|不意味着赞同|并不代表|本[站网].{0,6}(?:转载|注明)|返回搜狐"
    r"|【(?:详细|详情|全文|更多|查看全文|阅读全文)[】\]]$|\[(?:详细|详情|全文|更多|查看全文|阅读全文)[】\]]$|打开.{0,8}(?:APP|App|客户端)"
    r"|我要(?:纠错|评论|分享|举报)|违法和不良信息|网友评论|发表评论|查看更多|阅读全文|展开全文"
)
"""Notices of the portal. Stories have such words too, so a long line with one is a notice only at a story's edge.

Each alternative begins with a letter, for then `re` looks only where one of these letters stands: a sixth of the time.
"""

NOTICE_LINE = re.compile(r"(?=.{0,40}$).{0,40}?(?:扫一扫|扫码|二维码|长按)|https?://\S{1,300}$")
"""Notices told by their whole line."""

LEADING = re.compile(
    r"\d{4}\s?[-年/.]\s?\d{1,2}|\d{1,2}:\d\d|来源|作者|编辑|字号|字体|分享|打印|评论|阅读|浏览|点击|收藏|扫一扫|A[+-]"
    r"|T[+|]|当前位置|首页|>|»"
)
"""What stands between a heading and its story: time, credits, buttons."""

TIME = re.compile(r"(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d\d(?::\d\d)?)?")
"""A line that is a time, as in lists."""

CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
"""A line that is an hour, as over the entries of a report."""
PHOTOGRAPHED = re.compile(r"[（(][^（()）]{1,20}(?:摄影?|供图)[）)]\s{0,3}$")
"""The end of a picture's caption: its photographer in brackets."""
