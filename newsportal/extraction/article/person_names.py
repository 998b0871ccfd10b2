"""Names of people in a line of credits: 记者 张三 实习生 李四 → 张三, 李四."""

from __future__ import annotations

import re

from newsportal.text.strings import bare

__all__ = ["is_likely", "is_name", "is_person", "people"]

# The family names most frequent in China (the public security ministry's yearly lists, then the old 百家姓), frequent
# first. 未完待续 has a name's form, and is none for want of one.
_FREQUENT_FIRST = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅"
    "钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文"
    "牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁"
    "冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏"
    "宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储"
    "原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容"
    "敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭"
    "干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由陕肇酆郦滑殳昌暴爱习贲钮隗山弓牧仉充宦步弘沃蔚越夔厍融空毋乜养须"
    "付轩闫綦訾逄代楮揣兀郄呙妥撒冒缑遆诸皇令宇端独拓"
)
_TRADITIONAL = "陳張劉楊黃趙吳孫馬許鄧馮韓蕭蔣謝羅鄭盧鍾譚陸賴龔顧賀嚴萬錢湯龐聶齊龍葉蘇呂範魯鄒蘭溫閻連簡項樓"
_SURNAMES = frozenset(_FREQUENT_FIRST + _TRADITIONAL)
_FREQUENT = frozenset(_FREQUENT_FIRST[:300] + _TRADITIONAL)
_COMPOUND_WORDS = (
    "欧阳 上官 司马 诸葛 皇甫 尉迟 公孙 慕容 夏侯 东方 令狐 长孙 宇文 司徒 端木 独孤 南宫 轩辕 钟离 申屠 呼延"
)
_COMPOUND = frozenset(_COMPOUND_WORDS.split())
"""Family names of two characters; only with one has a name four."""
_ROLE_WORDS = re.compile(
    "([^\\s、，,;；/／|（）()]{0,20}?)\\s?(?:见习|实习|特约|特派|首席|高级|全媒体|融媒体|摄影|文字|视频|本报)?"
    "(?:[记記]者|通讯员|实习生|撰稿人|评论员|主笔|采写|撰文|撰稿|执笔|采访|编译)[:：]?"
)
_ROLE_SIGNS = re.compile("[者员生人笔写文稿访译]")
_NOT_WRITERS = re.compile("摄影(?:报道)?|摄像|视频|图片?|制图|航拍|摄|出品|翻译|校对|审核")
_GROUPS = re.compile("[、,，;；&]")
_PARTS = re.compile("[/／|｜丨\\s\x1f]+")
_HANDS = frozenset({"文", "图", "摄", "图文", "文图"})
"""张三 文/图: whose hand did what, no names."""
_LATIN = re.compile("[A-Za-z][A-Za-z.' -]{2,39}")
_NOBODY_WORDS = """佚名 网络 admin 管理员 系统管理员 网站管理员 本站 编辑部 小编 未知 匿名 原创 责任编辑 编辑 记者 网友
    互联网 none null 文 关闭 全文 打印 收藏 分享 评论 向前 向后 沈阳 苏州
    温州 常州 徐州 郑州 杭州 石家庄 南昌 南京 南宁 宁波 贵阳 安阳 洛阳 江苏 安徽 江西 云南 海南 湖南 河南 甘肃 宁夏
    黄山 金华 包头 柳州 连云港 秦皇岛 马鞍山 武汉 成都 安康 高雄"""
_OFFICES = frozenset("报网社台线闻刊")
"""Signs of an outlet's name with a dot (青年报·青春上海), which else has the form of a foreign person's."""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_NAME = re.compile("(?:[\u3400-\u9fff](?: ?[\u3400-\u9fff]){1,3}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8})")


def is_name(text: str) -> bool:
    """Whether the text has the form of a person's name in Chinese: two to four Han characters, or 阿·别名.

    >>> is_name("欧阳修"), is_name("柳 洁"), is_name("约翰·史密斯"), is_name("记者张三从某地发回报道"), is_name("AI")
    (True, True, True, False, False)
    """
    return len(text) <= 17 and _NAME.fullmatch(text) is not None


def is_person(name: str) -> bool:
    """Whether a text is a name with a frequent family name, or a foreign one with its dot."""
    if "·" in name:
        return is_name(name) and not any(c in _OFFICES for c in name)
    bare_name = name.replace(" ", "")
    long = len(bare_name) == 4 and bare_name[:2] not in _COMPOUND
    if name[-1:] in {"报", "社", "网", "台", "刊"}:
        return False
    return is_name(name) and (name[0] in _SURNAMES or bare_name[:2] in _COMPOUND) and not long and name not in _NOBODY


def is_likely(name: str) -> bool:
    """Whether a name has one of the 300 most frequent family names, so that it is one where nothing says so."""
    return is_person(name) and name[0] in _FREQUENT


def people(text: str, *, strict: bool = False) -> list[str]:
    """The people that a text begins with, photographers not: names, or one pen name or office of at most 20 characters.

    With `strict` only names of people, and [] where the text holds aught else.
    """
    if _LATIN.fullmatch(text.strip()) and text.strip().lower() not in _NOBODY:
        return [] if strict else [" ".join(text.split())]
    found: list[str] = []
    if _ROLE_SIGNS.search(text):
        text = _ROLE_WORDS.sub(_kept, text[:300])
    for group in _GROUPS.split(text):
        parts = ["图片" if part in _HANDS else part for part in _PARTS.split(group)]
        for place, part in enumerate(_joined(parts)):
            name = bare(part)
            if not name:
                continue
            if name in _NOBODY:
                if found:
                    return found[:12]
                continue
            photographer = _NOT_WRITERS.fullmatch(name) or (name[-1] == "摄" and is_name(name))
            listed = is_person(name) or (place == 0 and bool(found) and is_name(name) and len(name) < 4)
            if strict and not (listed or photographer):
                return []
            if found and not listed:
                return found[:12]
            if not photographer and 1 < len(name) <= 20 and name.lower() not in _NOBODY and name not in found:
                found.append(name)
    return found[:12]


def _kept(found: re.Match[str]) -> str:
    """What stays of a role and the words before it: a person's name, not the outlet's (某某日报记者)."""
    return f"{found[1]} " if is_person(found[1]) and found[1][-1] not in "报网社台" else " "


def _joined(parts: list[str]) -> list[str]:
    """Parts with names of two characters set wide (柳 洁) made one."""
    out: list[str] = []
    half = False
    for part in parts:
        single = len(part) == 1 and "\u4e00" <= part <= "\u9fff"
        if single and half:
            out[-1] += part
        elif part:
            out.append(part)
        half = single and not half
    return out
