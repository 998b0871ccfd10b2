"""The traps of Chinese headlines: nearly one wording, two items; and one item in several wordings."""

from __future__ import annotations

import pytest

from newsportal.dedup import compare

TWO_ITEMS = {
    "a country inside another's name": ("赤道几内亚与我国签署渔业合作协定", "几内亚与我国签署渔业合作协定"),
    "a university inside another's name": ("电子科技大学公布秋季转专业名额", "桂林电子科技大学公布秋季转专业名额"),
    "a kind of university": ("广西大学公布秋季转专业名额安排", "广西师范大学公布秋季转专业名额安排"),
    "sender and receiver exchanged": ("00后写给10后的一封信引发共鸣", "10后写给00后的一封信引发共鸣"),
    "a numbered column": ("海棠新玩意231|口袋显微镜上手体验", "海棠新玩意232|口袋显微镜上手体验"),
    "a comment and a report": ("【央视快评】让古渡口的灯亮得更久", "让古渡口的灯亮得更久"),
    "a digest and one of its items": ("早间八条｜海棠湾大桥合龙；粮价平稳；新馆开放", "海棠湾大桥合龙"),
    "two essays in one journal": ("《海棠学刊》发表署名文章《论渔业》", "《海棠学刊》发表署名文章《论林业》"),
    "a document and its abstract": ("海棠优选混合基金招募说明书（更新）", "海棠优选混合基金招募说明书（更新）摘要"),
    "a city and a province": ("深圳机场：冬季航班时刻表调整", "浙江机场：冬季航班时刻表调整"),
    "prospectus and catalogue": ("海棠学院硕士研究生招生简章", "海棠学院硕士研究生招生目录"),
    "through and out": ("海棠女足晋级全国邀请赛16强", "海棠女足止步全国邀请赛16强"),
    "a decimal point": ("海棠湾景区门票均价3.6元", "海棠湾景区门票均价36元"),
    "numbered pictures": ("海棠湾大桥合龙现场_1", "海棠湾大桥合龙现场_2"),
    "men and women": ("海棠男排进四强 明日半决赛战青川", "海棠女排进四强 明日半决赛战青川"),
    "two figures": ("海棠指数早盘涨0.13%", "海棠指数早盘涨0.15%"),
    "two counts": ("海棠市142家企业入选绿色工厂", "海棠市138家企业入选绿色工厂"),
    "two provinces": ("黑龙江发布暴雨红色预警信号", "吉林发布暴雨红色预警信号"),
    "two weekdays": ("海棠港吞吐量周三创下新高", "海棠港吞吐量周四创下新高"),
    "up and down": ("海棠港吞吐量持续上涨", "海棠港吞吐量持续下跌"),
    "a denial": ("海棠公司董事长将离任", "海棠公司董事长不离任"),
    "parts of a series": ("海棠湾渔业百年回顾（上）", "海棠湾渔业百年回顾（中）"),
    "before and at the opening": ("第七届海棠渔业论坛明日开幕", "第七届海棠渔业论坛开幕"),
    "an instalment": ("我在海棠湾修灯塔的那些年", "我在海棠湾修灯塔的那些年之归航"),
    "school subjects": ("2025年海棠中考化学试题", "2025年海棠中考历史试题"),
    "a numbered label is not stripped": ("3人在海棠湾获救上岸", "5人在海棠湾获救上岸"),
    "a place in a label": ("[青川市]水务局召开防汛会商会", "水务局召开防汛会商会"),
    "a forum and one of its talks": ("第三届海棠渔业大会 | 鱼苗增殖的几条路", "第三届海棠渔业大会 | 灯塔守护人谈夜航"),
    "a forum and its page": ("第三届海棠渔业大会 | 鱼苗增殖的几条路", "第三届海棠渔业大会"),
    "a university of a trade": ("西南交通大学公布秋季转专业名额", "西南大学公布秋季转专业名额"),
    "private and all colleges": ("2025年海棠省民办高职排行榜发布", "2025年海棠省高职排行榜发布"),
    "a column and one of its items": ("渔讯台带你看：海棠新港 夜航实录", "渔讯台带你看：海棠新港"),
    "a rule and its reading": ("《海棠湾休渔管理规定》亮点解读", "《海棠湾休渔管理规定》"),
    "two trades": ("这个春节，租船生意火了", "这个春节，餐饮生意火了"),
    "a paper product": ("影响海盐价格的因素", "影响纸海盐价格的主要因素"),
    "a column and its trailer": ("海棠夜话预告：灯塔守护人如何度过台风天", "海棠夜话：灯塔守护人如何度过台风天"),
    "a year's class": ("08后写给海棠湾渔民的信引发共鸣", "写给海棠湾渔民的信引发共鸣"),
    "prices of two days": ("海棠港大黄鱼收购价行情2026-05-17", "海棠港大黄鱼收购价行情2026-05-18"),
    "lists of two months": ("海棠慈善物资捐赠榜单（2026.1-2）", "海棠慈善物资捐赠榜单（2026.3-4）"),
    "instalments that a number ends": ("我在海棠湾修灯塔的那些年第1", "我在海棠湾修灯塔的那些年第12集"),
    "a firm and its daughter": ("渔光科技起诉青川海运要求赔偿损失", "渔光科技子公司起诉青川海运要求赔偿全部损失"),
    "a forum's second round": ("海棠渔业论坛嘉宾和议程都已确定", "海棠渔业论坛第二场嘉宾和议程都已确定"),
    "two models": ("渔光科技发布Sonar 5声呐 续航翻倍", "渔光科技发布Sonar 5 Pro声呐 续航翻倍"),
    "leaving for and being at": ("林舟出席海棠渔业大会并参观灯塔", "林舟离京赴海棠出席海棠渔业大会并参观灯塔"),
    "two men and one": ("男子夜里在海棠湾礁石上被困", "2男子夜里在海棠湾礁石上被困"),
    "a theme and its opening": ("“新渔港·幸福湾”", "“新渔港·幸福湾”网络活动海棠行启动"),
    "parts of a film": ("海棠湾灯塔守护人的故事全集", "海棠湾灯塔守护人的故事全集 2"),
    "two speakers of one office": ("海棠渔业部发言人：禁渔期延长半月", "青川渔业部发言人：禁渔期缩短半月"),
}

ONE_ITEM = {
    "a site's name behind": ("海棠湾大桥今日合龙_青川网", "海棠湾大桥今日合龙"),
    "a site's name behind a dash": ("海棠湾大桥今日合龙 - 新华网", "海棠湾大桥今日合龙"),
    "keywords and a site's name": ("海棠湾大桥今日合龙|大桥|合龙_新浪新闻", "海棠湾大桥今日合龙"),
    "快讯": ("快讯｜海棠湾大桥今日合龙", "海棠湾大桥今日合龙"),
    "brackets": ("【独家】海棠湾大桥今日合龙（组图）", "海棠湾大桥今日合龙"),
    "numbering": ("12、海棠湾大桥今日合龙通车", "海棠湾大桥今日合龙通车"),
    "a count of pictures": ("海棠湾大桥今日合龙 (4张)", "海棠湾大桥今日合龙"),
    "full width": ("海棠湾４０艘渔船今日返港", "海棠湾40艘渔船今日返港"),
    "a score in words": ("海棠队1比0战胜青川队", "海棠队1:0战胜青川队"),
    "a numeral in Han": ("海棠市九部门联合整治停车乱象", "海棠市9部门联合整治停车乱象"),
    "cut with dots": ("海棠湾大桥今日合龙 两岸车程缩…", "海棠湾大桥今日合龙 两岸车程缩短一小时"),
    "cut inside a word": ("海棠湾大桥今日合龙两岸车程缩短一小", "海棠湾大桥今日合龙两岸车程缩短一小时"),
    "a firm by two names": ("贵州海棠:做好仓库防潮和车间防汛工作", "海棠集团:要做好仓库防潮和车间防汛工作"),
    "synonyms": ("海棠市计划新建三座过街天桥", "海棠市拟新建三座过街天桥"),
    "an outlet before it": ("外媒：海棠湾大桥成为世界最长渡桥", "法新社：海棠湾大桥成为世界最长渡桥"),
    "an idle word": ("海棠湾渔民累计放流鱼苗百万尾", "海棠湾渔民放流鱼苗百万尾"),
    "a speaker": ("林舟：海棠湾的渔民不该只靠天吃饭", "海棠湾的渔民不该只靠天吃饭"),
    "a ministry that says it": ("外交部：将继续为海棠湾渔民提供领事保护", "将继续为海棠湾渔民提供领事保护"),
    "where the speaker said it": (
        "林小舟出席海棠年会：禁渔期还应延长到两个半月鱼苗才能长大",
        "林小舟：禁渔期还应延长到两个半月鱼苗才能长大",
    ),
    "another office of one person": ("渔光科技创始人林舟谈声呐禁令", "渔光科技CEO林舟谈声呐禁令"),
    "some plain words": ("海棠湾走失白鲸搁浅时已死亡 死因待鉴定", "海棠湾走失白鲸已死亡 死因待鉴定"),
    "a rank against the first word": ("10海棠游泳队在高原储备体能", "海棠游泳队在高原储备体能"),
    "a rank of two figures": ("03海棠港务中心正式迁入新址", "海棠港务中心正式迁入新址"),
    "a list's day": ("08月30日渔光科技公布加强版声呐发售日期", "渔光科技公布加强版声呐发售日期"),
    "a list's time": ("2026/10/12 21:06渔光科技因开机广告被约谈", "渔光科技因开机广告被约谈"),
    "a time behind": ("渔光科技因开机广告被约谈2026/10/12 21:06", "渔光科技因开机广告被约谈"),
    "a title attribute of an old system": (
        "标题：海棠湾灯塔启用新灯\n点击数：37\n发表时间：2026-08-05",
        "海棠湾灯塔启用新灯",
    ),
    "a title attribute of a blog": ("Permanent Link to 海棠湾灯塔启用新灯", "海棠湾灯塔启用新灯"),
    "markup in an attribute": ("<font color=red>海棠湾灯塔启用新灯</font>", "海棠湾灯塔启用新灯"),
    "an attribute that a quotation mark ended": ("海棠湾退休灯塔员用", '海棠湾退休灯塔员用"灯语"教孩子识字'),
    "a number cut": ("海棠湾游客逃票被抓 被教育并罚款8", "海棠湾游客逃票被抓 被教育并罚款84元"),
    "how many comments": ("海棠港务局长任内收礼细节公布 涉三艘渔船", "海棠港务局长任内收礼细节公布 涉三艘渔船 2082"),
    "a few comments": (
        "海棠湾退休灯塔员用灯语教孩子识字 家长排起长队",
        "海棠湾退休灯塔员用灯语教孩子识字 家长排起长队 3",
    ),
    "its own summary": (
        "海棠湾的灯塔怎样才能省电？",
        "海棠湾的灯塔怎样才能省电？ 海棠湾的灯塔怎样才能省电？灯塔是航路的…",
    ),
    "the province of a city": ("江苏无锡一处渔港发生渔船碰撞", "无锡一处渔港发生渔船碰撞"),
    "all of it and more": (
        "海棠渔民自制声呐找回走失白鲸 送返深海",
        "海棠91岁渔民自制声呐在青川找回走失白鲸 安全送返深海",
    ),
    "a clause without its last, with quotation marks": (
        "海棠湾渔村开设“灯语”新课",
        "海棠湾渔村开设“灯语”新课 孩子们学会用光说话",
    ),
    "a figure more": ("海棠渔业局长林舟一审获刑10年", "海棠渔业局长林舟受贿近2千万 一审获刑10年"),
    "without its first clause, and cut": (
        "林舟：海棠湾的渔民不该只靠天吃饭 更要靠自己",
        "海棠湾的渔民不该只靠天吃饭 更要…",
    ),
}


@pytest.mark.parametrize("pair", TWO_ITEMS.values(), ids=TWO_ITEMS)
def test_two_items_are_never_called_the_same(pair: tuple[str, str]) -> None:
    a, b = pair
    assert compare(a, b).kind != "same"
    assert compare(b, a).kind != "same"


@pytest.mark.parametrize("pair", ONE_ITEM.values(), ids=ONE_ITEM)
def test_one_item_is_recognised_in_both_orders(pair: tuple[str, str]) -> None:
    a, b = pair
    verdict = compare(a, b)
    assert verdict.kind == "same", verdict
    assert compare(b, a) == verdict
    assert verdict.rule
    assert verdict.evidence


@pytest.mark.parametrize("mark", ["~", "～", "—", "–", "‐", "－"])
def test_each_dash_between_numbers_is_one_and_none_is_lost(mark: str) -> None:
    assert compare(f"岚浦明起降温5{mark}8度", "岚浦明起降温5-8度").kind == "same"
    assert compare(f"岚浦明起降温5{mark}8度", "岚浦明起降温58度").kind != "same"


@pytest.mark.parametrize("mark", ["丨", "│", "┃", "ㅣ", "｜", "|"])
def test_each_bar_parts_a_label_from_a_headline(mark: str) -> None:
    assert compare(f"快讯{mark}岚浦老渡口恢复夜航", "岚浦老渡口恢复夜航").kind == "same"


def test_a_fraction_in_one_character_is_the_same_in_three() -> None:
    assert compare("岚浦½村民已经返乡", "岚浦1/2村民已经返乡").kind == "same"


def test_equal_words_on_one_portal_prove_nothing_on_another_day() -> None:
    assert compare("海棠湾早间播报", "海棠湾早间播报", same_portal=True, days_apart=1).kind == "maybe"
    assert compare("海棠湾早间播报", "海棠湾早间播报", same_portal=True, days_apart=0.2).kind == "same"


def test_a_rewording_on_one_portal_is_left_to_the_articles() -> None:
    a, b = ONE_ITEM["synonyms"]
    assert compare(a, b, same_portal=True, days_apart=0).kind == "maybe"


def test_truncation_is_recognised_on_one_portal_too() -> None:
    a, b = ONE_ITEM["cut with dots"]
    assert compare(a, b, same_portal=True, days_apart=1).kind == "same"


def test_more_than_three_days_apart_nothing_is_the_same_by_words() -> None:
    a, b = ONE_ITEM["a site's name behind"]
    assert compare(a, b, days_apart=3).kind == "same"
    assert compare(a, b, days_apart=4).kind == "maybe"


@pytest.mark.parametrize("text", ["", " ", "…", "_", "|", "【】", "&#0;", "\ud800", "a" * 5000, "（" * 300, "3 "])
def test_any_string_can_be_compared(text: str) -> None:
    assert compare(text, "海棠湾大桥今日合龙").kind == "different"
    assert compare(text, text).kind in ("same", "different")
