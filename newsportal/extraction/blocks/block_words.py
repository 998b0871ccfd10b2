"""The words by which headline blocks are told from navigation, goods and notices, and what each list was taken from.

All were collected by reading the tuning pages of the corpus and its unlabelled pages (docs/extraction.md says which
those are); a word came in when it stood on pages of at least two publishers, or is fixed by law or custom (备案, 来源).
"""

from __future__ import annotations

import re

from newsportal.extraction.page import Role

__all__ = [
    "ADVERT",
    "BARE_KIND",
    "CHANNEL_FOLDERS",
    "CONTEXTS",
    "CREDIT",
    "GOODS",
    "IMAGE_NAME",
    "LABEL_STYLE",
    "LABEL_WORD",
    "MORE",
    "NEIGHBOUR",
    "NEUTRAL_TAB",
    "NOTICE",
    "NOTICE_START",
    "NOT_A_LABEL",
    "NO_BLOCK",
    "PAPER_PAGE",
    "PROMPT",
    "ROLES",
    "SERVICE_HOST",
    "STORY_FOLDERS",
]

_MORE = """
更多 more 更多内容 查看更多 加载更多 点击更多 点击加载更多 查看全部 全部 换一换 换一批 换一组 刷新 展开 收起 订阅 rss
详细 详情 全文 查看全文 阅读全文 查看详情 点击查看 进入 阅读原文 原文链接 查看原文 查看话题 进入专题 进入频道
返回 返回首页 首页 正文 上一页 下一页 上一版 下一版 上一期 下一期 上一篇 下一篇
尾页 末页 上一张 下一张 上一组 下一组 prev previous next 左 右
登录 注册 登陆 我要评论 参与评论 查看评论 发表评论 我来说两句 收藏 分享 打印 关闭 点赞 举报 回复 加关注
微信 投稿 我要投稿 纠错 我要纠错 播放 观看 下载 客户端 字号 大 中 小 放大 缩小 查看大图 查看原图
编辑 广告 立即申请 立即前往 栏目首页
"""
_BARE_KIND = "图片 视频 专题 直播 评论 关注 高清 大图 微博"
BARE_KIND = frozenset(_BARE_KIND.split())
"""Words of links that name a kind of item but no item; over a list they are its label."""
MORE = frozenset(_MORE.split())
"""Words of links and buttons that lead on or act; compared without brackets and arrows, in lower case."""

_PROMPT = "更多 进入 分享到 免费下载 扫描 扫码 加载更多 查看更多 点击 查看全部 我要 返回 下载 打开 登录 注册 举报"
PROMPT = tuple(_PROMPT.split())
"""How such words begin when more follows."""

NOTICE = re.compile(
    "版面导航|目录导航|内容导航|广告$|许可证|备案|备\\d{5}|版权|声明$|自律公约|举报(?:电话|中心|网站|邮箱|受理)|关于我们|联系我们|联系方式|网站地图|协议$|数据库$"
    "|广告(?:服务|合作|刊例|投放)|招聘|隐私|法律(?:顾问|声明)|律师事务所|服务条款|帮助中心|意见反馈|公网安备|诚聘英才|设为首页"
    "|加入收藏|加入我们|友情链接|站点地图|网站导航|网站简介|投稿邮箱|公司简介|报社简介|ICP|客户端|二维码|手机版|电脑版|留言板$"
)
"""Footers and service lines; several are prescribed by law on every Chinese site. Each alternative begins with
a letter, for then `re` looks only where one of these stands."""
NOTICE_START = re.compile("关于.{1,6}$|联系|广告|电话")
"""How others begin."""

GOODS = re.compile(
    r"[￥¥]\s?\d|\d万元?起?$|\d万/套|\d元起?$|\d\.\d分$|经销商[>\s]*$|^用户\d+$|^\d{4}年第\d+期$|礼包|新手卡|激活码"
)
"""Prices, scores and gifts: offers of goods, games and houses."""

PAPER_PAGE = re.compile(r"第?\s?[A-Za-z]?\d{1,3}\s?版(?:[\s:：]|$)|[A-Z]\d{1,2}[\s:：-]?[\u4e00-\u9fff·]{2,6}$")
"""第A01版：要闻: the pages of a newspaper in print, its navigation."""

CREDIT = re.compile("来源|来自|作者|编辑|记者|责编|发布|时间|\\d{4}[-年/]|\\d\\d:\\d\\d|原标题|出处")
"""What stands in the line of credits under a heading, whose links are outlets and authors."""

NEIGHBOUR = re.compile("[上下前后][一1][篇条则章]")
"""What stands before the links to the story before and the one after."""

ADVERT = re.compile(r"[/.]e?click\.|//(?:mall|shop|store|dealer|ads?|adv)\.", re.I)
"""Hosts of shops, and of those that count clicks for advertisers."""

_CHANNEL_FOLDERS = """
tag tags col search so keyword keywords author user u space login passport register list channel channels category cate
column about help contact service download profile subscribe journalist journalists media loupan
"""
CHANNEL_FOLDERS = frozenset(_CHANNEL_FOLDERS.split())
"""Parts of addresses that lead to lists, tags, services and people."""

_STORY_FOLDERS = """
a c p article articles news detail details info content view show read story archive archives n t post doc item video v
photo pic slide
"""
STORY_FOLDERS = frozenset(_STORY_FOLDERS.split())
"""Parts of addresses under which sites keep their items."""

SERVICE_HOST = re.compile(
    r"//(?:app|mail|ka|so|search|s|tags?|passport|login|sso|vip|my|i|home|item|product|db|tousu|data|cx|xiazai|download|e|comments?|gentie|pinglun)\.",
    re.I,
)
"""Hosts of searches, accounts, data bases and shops."""

IMAGE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp)$|^(?:图片默认标题|图片|头像|用户头像|封面|缩略图|logo|广告|二维码|图标|背景|箭头)",
    re.I,
)
"""Alternative texts that name a file or a default, not what the picture shows."""

LABEL_WORD = re.compile(
    "相[关關]|推[荐薦]|排行|[热熱][门門]|热点|最新|要[闻聞]|精彩|猜你|焦点|新[闻聞]|[阅閱][读讀]|即[时時]|资讯|专题|图片|视频|快讯|滚动|头条|榜|热图|看点|精选|延伸"
    "|回顾|往期|热文|热读|导读|评论|播报|动态|为您|关注|独家|原创|话题|见闻|放送|必看|文章|喜欢|还看过"
)
"""Parts of the headings that stand over blocks of headlines."""

LABEL_STYLE = re.compile(
    r"tit|head|\bhd|hd\b|tab|\bbt\b|lanmu|caption|label|name|\bh\d|menu|column|channel|topic|module|bar"
)
"""Parts of class names and ids that designers give to headings."""

NOT_A_LABEL = re.compile(
    "[。；！]|，.*，|来源[:：]|^来源|作者[:：]|^作者|编辑[:：]|记者|发布时间|\\d{4}-\\d\\d|\\d\\d:\\d\\d|阅读数|次播放|点击数|版权|ICP|备\\d"
    "|设为首页|收藏|登录|注册|手机版|客户端|微信|微博|分享|关注我们|^返回|^首页|^正文|位置|搜索|打印|顶部|全站|字号|扫一扫|二维码"
    "|^上一|^下一|www\\.|\\.com|订阅|^广告$|参与|我要|条评论|^当前|免责|举报|头像|^标题|^时间$|标签|请按|CTRL|下载|手机|浏览|^网页$|最近访问|[左右]翻|[左右]滚动|^显示|邮箱|导航$|今天是|欢迎|星期|\\d月\\d|\\{"
)
"""Short texts that stand before lists and are no heading."""

NO_BLOCK = re.compile(
    "友情链接|友情鏈接|合作(?:伙伴|媒体|网站)|^相?关?标签$|热门标签|关键[词字]|热门搜索|热搜词|热词|^版面|网站(?:地图|导航)|应用中心|^导航"
    "|快速(?:导航|链接|通道)|常用(?:链接|工具)|(?:频道|站内|栏目)导航|联系我们|关于我们|服务(?:大厅|中心)$|^服务$|(?:下载|软件)中心|软件下载"
    "|相关链接|链接$|^栏目$|^频道$|分类$|经销商|报价|礼包|特卖|商城$|图铃|彩铃|企业服务|优惠券|团购|账号说明"
)
"""Headings of lists that are no headlines: friends, tags, tools, shops."""

NEUTRAL_TAB = re.compile(
    r"(?:今日|昨日|[\d一两二三七]{1,3}(?:天|日|周|月|年|小时)|本[日周月年]|[日周月年总]榜?|新闻|视频|图片|文章|全部|[日周月]排行)"
)
"""Tabs that only divide the block whose heading stands beside them; without a heading they are the labels."""

ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("related", re.compile("相[关關]|延伸|往期|本文|回[顾顧]")),
    ("ranking", re.compile("排行|榜|[点點][击擊]|[热熱][门門]|最热|热文|热读|热点|热搜|一周热|周热|热度|TOP", re.I)),
    ("latest", re.compile("最新|快[讯訊]|[滚滾][动動]|即[时時]|实时|24小时|新闻速递|播报")),
    ("recommended", re.compile("推[荐薦]|猜你|精[选選]|荐读|看点|为您|为你|喜欢|精彩|必看")),
)
"""What a heading says of its block, the first that fits."""

CONTEXTS = (
    (
        1,
        1.0,
        re.compile(r"\bnav|nav\b|navi|menu|crumb|sitemap|position\b|\blocation\b|\bwz\b|\bpath\b|topbar|dropdown"),
    ),
    (2, 2.5, re.compile(r"foot|copy_?right|\bbottom\b|bottom_?(?:link|nav)|page_?bottom|bot_?link")),
    (4, 1.0, re.compile(r"friend|f_?link|\blinks\b|yqlj|youlian|\bylink|partner|cooperat|hezuo|linkinfo|linklist")),
    (8, 1.5, re.compile(r"\btags?\b|tag_?list|tags?[-_]|[-_]tags?\b|keyword|hot_?words?|hot_?search|guanjian|hotkey")),
    (16, 2.0, re.compile(r"comment|reply|pinglun|guestbook|gentie")),
    (
        32,
        0.7,
        re.compile(r"share|login|passport|\btools?\b|toolbar|qrcode|search|\bpages?\b|pager|paginat|fenye|\bauthor"),
    ),
)
"""Class names and ids of regions that seldom hold headlines: a bit, what it takes from a link's score, the pattern."""
