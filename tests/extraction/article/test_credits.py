"""来源, 作者, 编辑 told apart, with labels and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction.article.credit_labels import labelled
from newsportal.extraction.article.person_names import people
from tests.extraction.article.story_pages import PROSE, who


def triple(over: str = "", **parts: str) -> tuple[str | None, str | None, str | None]:
    found = who(over, **parts)
    return found.source, found.author, found.editor


def test_a_row_of_labels_is_cut_at_each() -> None:
    over = "<p>2026-11-20 08:10 来源：松屿日报 作者：叶望舒 编辑：邱远舟 浏览：1204</p>"
    assert triple(over) == ("松屿日报", "叶望舒", "邱远舟")


def test_labels_and_values_in_elements_and_lines_of_their_own_belong_together() -> None:
    over = (
        "<span>来 源：</span><a href='/'>松屿日报</a><div>作　者：</div><div>叶望舒</div><i>责任编辑：</i><b>邱远舟</b>"
    )
    assert triple(over) == ("松屿日报", "叶望舒", "邱远舟")


def test_an_empty_label_takes_nothing_from_its_neighbours() -> None:
    over = "<p>来源：松屿日报 作者： 发布时间：2026-11-20 编辑：邱远舟</p>"
    assert triple(over) == ("松屿日报", None, "邱远舟")


def test_the_head_is_not_believed_for_author_and_editor() -> None:
    head = "<meta name=author content=韩景和><meta name=editor content=叶望舒><meta name=source content=来源：松屿日报>"
    assert triple("<p>编辑：韩景和</p>", head=head) == ("松屿日报", None, "韩景和")


def test_a_role_word_without_a_colon_ends_the_value_before_it() -> None:
    assert triple("<p>来源：汐闻网　记者 邱明澈　编辑 陆望</p>") == ("汐闻网", "邱明澈", "陆望")


def test_reporters_and_interns_of_one_list_are_all_authors() -> None:
    over = "<div>松屿新闻见习记者 叶望舒 邱远舟 实习生 程一鸣</div><div>2026-11-20 07:37 来源：松屿新闻</div>"
    assert triple(over) == ("松屿新闻", "叶望舒、邱远舟、程一鸣", None)


def test_the_outlet_of_a_reporter_is_the_source_where_none_is_labelled() -> None:
    assert triple("<p>看屿新闻Knews记者 叶望舒</p><p>2026-11-20 21:38:49</p>") == ("看屿新闻Knews", "叶望舒", None)


@pytest.mark.parametrize(
    "byline",
    [
        f"<p>本报讯（记者 叶望舒）{PROSE}</p><p>{PROSE}</p>",
        f"<p>松屿网霁州11月19日电 （叶望舒）{PROSE}</p><p>{PROSE}</p>",
        f"<p>{PROSE}</p><p>{PROSE}松屿报·松屿青年记者 叶望舒</p>",
        f"<p>{PROSE}</p><p>{PROSE}（叶望舒）</p>",
        f"<p>{PROSE}</p><p>{PROSE}</p><p>采写/松屿报记者 叶望舒</p>",
        f"<p>{PROSE}</p><p>{PROSE}</p><p>文/叶望舒</p>",
        f"<p>{PROSE}</p><p>{PROSE * 3}文/本报记者 叶望舒</p>",
        f"<p>■本报记者 叶望舒</p><p>{PROSE}</p><p>{PROSE}</p>",
        f"<p>港口一角。本报记者 陆景和 摄</p><p>本报讯（记者 叶望舒）{PROSE}</p><p>{PROSE}</p>",
        f"<p>{PROSE}</p><p>{PROSE}（作者叶望舒系松屿研究所研究员）</p>",
    ],
)
def test_a_story_signed_in_its_own_text_has_that_author(byline: str) -> None:
    assert who("<p>2026-11-20</p>", story=byline).author == "叶望舒"


@pytest.mark.parametrize(
    "ending",
    [
        "（未完待续）",
        "（上接第1版）",
        "（图片来源：松屿日报）",
        "（作者为松屿研究所研究员）",
        "他对本报记者说。",
        "（记者 叶望舒 摄）",
        "（校对 叶望舒）",
        "图/叶望舒",
        "请看专栏“文/叶望舒",
    ],
)
def test_an_ending_in_brackets_that_names_no_writer_gives_no_author(ending: str) -> None:
    assert who("<p>2026-11-20</p>", story=f"<p>{PROSE}</p><p>{PROSE}{ending}</p>").author is None


@pytest.mark.parametrize("label", ["编辑", "责任编辑", "校对", "审核", "翻译", "初审"])
@pytest.mark.parametrize("parted", [" ", "/", "："])
def test_a_last_line_that_names_who_did_other_work_gives_no_author(label: str, parted: str) -> None:
    found = who("<p>2026-11-20</p>", story=f"<p>{PROSE}</p><p>{PROSE}</p><p>{label}{parted}叶望舒</p>")
    assert found.author is None
    assert found.editor == ("叶望舒" if "编辑" in label else None)


def test_a_last_line_that_is_a_name_alone_or_a_reporter_s_is_the_author_s() -> None:
    for line in (
        "叶望舒",
        "记者 叶望舒",
        "撰稿 叶望舒",
        "（图/文 叶望舒）",
        "（摄影/撰文 叶望舒）",
        "（视频/文 叶望舒）",
    ):
        assert who("<p>2026-11-20</p>", story=f"<p>{PROSE}</p><p>{PROSE}</p><p>{line}</p>").author == "叶望舒"


@pytest.mark.parametrize("account", ["（ID:songyu01）", "（ID：songyu01）", "(微信公众号：songyu01)"])
def test_the_address_of_an_outlet_s_account_is_none_of_its_name(account: str) -> None:
    assert who(f"<p>2026-11-20 08:10</p><p>来源：松屿观潮{account}</p>").source == "松屿观潮"
    assert who("<p>来源：松屿观潮（海外版）</p>").source == "松屿观潮（海外版）"


def test_a_label_in_brackets_stands_before_its_value() -> None:
    end = f"<p>{PROSE}</p><p>{PROSE}</p><p>【撰文】叶望舒【摄影】程一鸣</p><p>【责编】邱远舟</p>"
    found = who("<p>2026-11-20</p>", story=end)
    assert (found.author, found.editor) == ("叶望舒", "邱远舟")


@pytest.mark.parametrize(
    "line", ["【编辑】【删除】", "【采访】我觉得很好", "【文字】实录如下", "【记者】您怎么看", "【作者】（略）"]
)
def test_words_in_brackets_before_no_name_are_no_label(line: str) -> None:
    found = who("<p>2026-11-20</p>", story=f"<p>{line}</p><p>{PROSE}</p><p>{PROSE}</p>")
    assert (found.author, found.editor) == (None, None)


def test_a_rare_family_name_beside_a_frequent_one_is_a_reporter_s() -> None:
    assert who("<p>2026-11-20 08:10 记者：衷晴 叶望舒</p>").author == "衷晴、叶望舒"
    assert who("<p>2026-11-20 08:10</p>", story=f"<p>记者：您好 好的</p><p>{PROSE}</p><p>{PROSE}</p>").author is None


@pytest.mark.parametrize("line", ["文/松屿在线特约作者 叶望舒", "文/松屿在线专栏作家叶望舒", "作者：资深作者 叶望舒"])
def test_what_a_writer_is_called_is_none_of_the_name(line: str) -> None:
    assert who(f"<p>2026-11-20 08:10</p><p>{line}</p>").author == "叶望舒"


@pytest.mark.parametrize(
    ("begun", "author"),
    [
        ("撰文| 叶望舒，松屿大学海洋学院研究员，《松屿海洋》杂志执行总编", "叶望舒"),
        ("撰文| 下一次开港，松屿人要再等上十年", None),
        ("记者：叶先生，您当时为什么要留在松屿", None),
    ],
)
def test_a_writer_may_be_named_before_what_the_line_says_of_them(begun: str, author: str | None) -> None:
    assert who("<p>2026-11-20</p>", story=f"<p>{begun}，{PROSE}</p><p>{PROSE}</p>").author == author


def test_an_editor_s_number_is_given_as_it_is_shown() -> None:
    assert who("<p>2026-11-20 08:10</p>", under="<p>责任编辑：SY021</p>").editor == "SY021"


def test_editors_after_the_story_are_joined_and_staff_codes_left_out() -> None:
    under = "<p>编辑：叶望舒</p><p>[责任编辑：邱远舟 PK155]</p><p>校对：程一鸣</p>"
    assert who("<p>2026-11-20</p>", under=under).editor == "叶望舒、邱远舟"


def test_editors_of_picture_and_video_are_not_the_story_s() -> None:
    assert who("<p>编辑：叶望舒</p>", under="<p>（视频编辑：邱远舟 文字编辑：程一鸣）</p>").editor == "叶望舒"


def test_a_picture_s_caption_before_prose_with_a_date_is_no_writer() -> None:
    story = f"<p>11月20日，{PROSE}</p><p>{PROSE}</p>"
    assert who("<p>2026年11月20日 12:01 环屿体育</p><p>分享</p><p>郑望舒</p>", story=story).author is None


def test_a_name_in_a_line_of_its_own_by_the_date_is_the_writer() -> None:
    assert who("<p>郑望舒</p><p>2026年11月20日 12:01 来源：环屿报</p>").author == "郑望舒"


def test_an_outlet_and_a_writer_in_one_text_beside_the_date_are_told_apart() -> None:
    assert triple("<p><span>2026-11-20 21:42:00</span> <span>环屿网 叶望舒</span></p>") == ("环屿网", "叶望舒", None)


def test_an_outlet_before_the_word_reporter_is_no_writer() -> None:
    assert people("屿新 记者 叶望舒") == ["叶望舒"]
    assert people("邱远舟 通讯员 叶望舒") == ["邱远舟", "叶望舒"]


def test_an_outlet_in_brackets_at_the_end_is_the_source() -> None:
    assert who("<p>2026-11-20</p>", under="<p class=editor>(文章来源:霁州财经)</p>").source == "霁州财经"


def test_an_outlet_spoken_of_in_a_notice_is_no_source() -> None:
    under = "<p>1、凡本网注明“来源：霁州在线”的作品，版权均属霁州在线。</p><p>图片来源：霁州图片社</p>"
    assert who("<p>2026-11-20</p>", under=under).source is None


@pytest.mark.parametrize(
    ("over", "source"),
    [
        ("<p>2026-11-20 02:30:48<span>松屿报</span></p>", "松屿报"),
        ("<p><span>2026年11月20日 09:05</span> <span>霁州观察</span> <span>评论(3)</span></p>", "霁州观察"),
        ("<div class=doc-source>生活是件正经事</div><div>2026.11.20</div>", "生活是件正经事"),
        ("<p>松屿网</p><p>11月20日 18:05</p>", "松屿网"),
        ("<p>2026-11-20 <a href='#'>字号</a> <a href='#'>打印</a> <a href='#'>分享</a></p>", None),
        ("<p>2026年11月20日 星期五</p>", None),
        ("<p>来源：<a href='#'>松屿报</a>·<a href='#'>松屿网</a> 作者：叶望舒</p>", "松屿报·松屿网"),
        ("<p>来源：人民屿网-《松屿日报》</p>", "人民屿网-《松屿日报》"),
        ("<p>《松屿日报》（2026年11月20日 07版）</p>", "松屿日报"),
    ],
)
def test_an_outlet_beside_the_date_is_the_source_and_a_button_is_not(over: str, source: str | None) -> None:
    assert who(over).source == source


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("新华屿社北京11月22日电（记者叶望舒）", "新华屿社北京11月22日电"),
        ("本报讯 （记者 叶望舒）", "本报讯"),
        ("松屿网霁州11月8日讯 ", "松屿网霁州11月8日讯"),
        ("据松屿资讯 港口", None),
        ("他写了一封信。", None),
        ("据松屿社11月20日消息，", None),
        ("据松屿社云岭11月20日电（记者叶望舒）", "据松屿社云岭11月20日电"),
        ("据松屿社电 ", "据松屿社电"),
        ("北京时间11月20日凌晨讯 ", None),
    ],
)
def test_the_dateline_begins_the_story(start: str, dateline: str | None) -> None:
    assert who("<p>2026-11-20</p>", story=f"<p>　　{start}{PROSE}</p><p>{PROSE}</p>").dateline == dateline


def test_the_original_title_stands_apart_and_an_empty_one_is_none() -> None:
    assert who("<p>（原标题：松屿开港记）</p>").original_title == "松屿开港记"
    assert who("<p>原标题：</p>").original_title is None


def test_photographers_and_pen_names() -> None:
    assert people("叶望舒 文 程一鸣 摄") == ["叶望舒"]
    assert people("松科说娱乐") == ["松科说娱乐"]
    assert people("叶 舟、欧阳望舒") == ["叶舟", "欧阳望舒"]
    assert people("佚名") == []


@given(st.text(alphabet="来源作者编辑记责任：:/| \x1f（）新华社张三李四2026-摄文", max_size=80))
def test_any_line_gives_labels_in_order_and_values_inside_it(line: str) -> None:
    starts = [credit.start for credit in labelled(line)]
    assert starts == sorted(set(starts))
    assert all(credit.value in line for credit in labelled(line))
    people(line)
    people(line, strict=True)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_lines_around_a_story_give_credits(over: str, story: str, under: str) -> None:
    def safe(text: str) -> str:
        return text.replace("<", "").replace("&", "").encode("utf-8", "ignore").decode()

    who(f"<p>{safe(over)}</p>", story=f"<p>{safe(story)}</p><p>{PROSE}</p>", under=safe(under))


def test_an_editor_over_the_story_and_one_under_it_are_both_named() -> None:
    assert who("<p>编辑：叶望舒</p>", under="<p>责任编辑：邱远舟</p>").editor == "叶望舒、邱远舟"


@pytest.mark.parametrize("bar", ["丨", "｜", "|", "│", "︱", " | ", " ｜ ", "：", "·", " · "])
def test_a_bar_or_dot_parts_a_label_from_its_value_as_a_colon_does(bar: str) -> None:
    found = who(f"<p>2026-11-20 08:10 来源{bar}松屿日报 记者{bar}叶望舒 编辑{bar}江晚汀</p>")
    assert (found.source, found.author, found.editor) == ("松屿日报", "叶望舒", "江晚汀")


def test_a_bar_after_a_button_is_no_label_s() -> None:
    assert who("<p>新闻来源地图|松屿|岬湾</p>").source is None
    assert who("<p>来源 | 评论 | 分享</p>").source is None


def test_a_dot_in_a_name_is_part_of_it() -> None:
    found = who("<p>2026-11-20 来源：松屿日报·观潮 作者：阿勒泰·木江</p>")
    assert (found.source, found.author) == ("松屿日报·观潮", "阿勒泰·木江")


@pytest.mark.parametrize("code", ["(SY021)", "（SY021）", "-SY021", " SY021", "SY021", "[2107]"])
def test_a_code_behind_an_editor_s_name_is_none_of_it(code: str) -> None:
    assert who(f"<p>2026-11-20 来源：松屿日报 责任编辑：江晚汀{code}</p>").editor == "江晚汀"


def test_digits_of_a_pen_name_stay() -> None:
    assert who("<p>2026-11-20 作者：松屿小站2107</p>").author == "松屿小站2107"


@pytest.mark.parametrize("label", ["更新時間", "發佈時間：", "更新", "最後更新", "阅读", "發布於"])
def test_the_label_of_a_time_is_no_outlet(label: str) -> None:
    assert who(f"<p><span>{label}</span><span>2026-11-20 08:10</span></p>").source is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("葉望舒／綜合報導", "葉望舒"),
        ("葉望舒 邱遠舟 程一鳴／新北 台南報導", "葉望舒、邱遠舟、程一鳴"),
        ("生活中心／葉望舒報導", "葉望舒"),
        ("葉望舒 台北報導", "葉望舒"),
        ("記者葉望舒、邱遠舟／金門報導", "葉望舒、邱遠舟"),
        ("松嶼報／編譯 葉望舒、記者 邱遠舟／綜合報導", "葉望舒、邱遠舟"),
        ("特約記者 葉望舒", "葉望舒"),
        ("文／葉望舒 圖／邱遠舟", "葉望舒"),
        ("圖文／葉望舒", "葉望舒"),
        ("松屿新闻记者叶望舒/文受访者供图", "叶望舒"),
        ("松屿网 叶望舒 综合报道", "叶望舒"),
        ("國際中心／綜合報導", None),
        ("即時新聞／綜合報導", None),
        ("記者葉望舒攝", None),
    ],
)
def test_who_reports_from_where_is_told_in_taiwan_s_ways_too(line: str, authors: str | None) -> None:
    assert who(f"<p>{line}</p><p>2026-11-20 08:10</p>").author == authors


@pytest.mark.parametrize(
    ("begun", "authors"),
    [
        ("（松嶼社記者葉望舒台北20日電）", "葉望舒"),
        ("（松嶼社記者葉望舒、歐陽青台北20日專電）", "葉望舒、歐陽青"),
        ("〔記者葉望舒、邱遠舟／金門報導〕", "葉望舒、邱遠舟"),
        ("【松嶼時報20日訊】（松嶼時報記者葉望舒報導）", "葉望舒"),
        ("（松屿社记者叶望舒霁州20日电）", "叶望舒"),
        ("〔即時新聞／綜合報導〕", None),
        ("（松嶼社台北20日電）", None),
    ],
)
def test_a_text_may_begin_with_who_filed_it(begun: str, authors: str | None) -> None:
    assert who(story=f"<p>{begun}{PROSE}</p><p>{PROSE}</p>").author == authors


@pytest.mark.parametrize("line", ["葉望舒／編輯", "葉望舒 / 責任編輯", "叶望舒/责任编辑 2026-11-20 08:10"])
def test_an_editor_may_stand_before_the_label(line: str) -> None:
    found = who(f"<p>{line}</p>")
    assert found.editor in {"葉望舒", "叶望舒"}
    assert found.source is None
    assert found.author is None


def test_an_editor_in_brackets_ends_the_story_though_others_follow() -> None:
    end = "".join(f"<p>{PROSE}</p>" for _ in range(40))
    story = f"{end}<p>{PROSE}（編輯：葉望舒）1151120</p><p>請下載本報的應用程式。</p><p>{PROSE}</p><p>{PROSE}</p>"
    assert who(story=story + "".join(f"<p>延伸閱讀{at}</p>" for at in range(4))).editor == "葉望舒"


@pytest.mark.parametrize(
    ("over", "authors"),
    [
        ("<ul><li class=author><a href=/a/7>葉望舒</a></li></ul>", "葉望舒"),
        ("<div class=byline><address>JANE Q. ROE, John Doe</address></div>", "JANE Q. ROE、John Doe"),
        ("<p class=by-line>By Jane Roe and John Doe</p>", "Jane Roe、John Doe"),
        ("<p class=author>Songyu Harbour News Online Ltd Company</p>", None),
        ("<p class=author>關注</p>", None),
    ],
)
def test_an_element_named_for_a_writer_shows_one(over: str, authors: str | None) -> None:
    assert who(over + "<p>2026-11-20 08:10</p>").author == authors


def test_the_head_s_author_counts_where_an_element_named_for_one_shows_the_same() -> None:
    head = "<meta name=author content=听潮人2号>"
    assert who("<span id=author_name>听潮人2号</span>", head=head).author == "听潮人2号"
    assert who("<span id=name>听潮人2号</span>", head=head).author is None


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("松屿大学海洋学院院长、教授叶望舒", "叶望舒"),
        ("某研究中心主任，“海潮”项目部部长、研究员叶望舒", "叶望舒"),
        ("松屿市气象局", "松屿市气象局"),
    ],
)
def test_an_office_is_none_of_its_holder_s_name(value: str, author: str) -> None:
    assert who(f"<p>2026-11-20 作者：{value}</p>").author == author


def test_an_account_is_the_source_where_no_other_is_credited() -> None:
    over = "<span class=meta_nickname><a id=n1> 松屿Tide </a></span><p>2026-11-20 08:10</p>"
    assert who(over).source == "松屿Tide"
    assert who(f"{over}<p>来源：松屿日报</p>").source == "松屿日报"
    named = "<h2 class=weibo_user>松屿潮声</h2><time class=weibo_time><span>11月20日</span> 08:10</time>"
    assert who(named).source == "松屿潮声"
    assert who(named.replace("松屿潮声", "登录")).source is None


@pytest.mark.parametrize("place", ["江苏", "北京市", "新疆"])
def test_the_place_of_a_writer_is_no_outlet(place: str) -> None:
    assert who(f"<p><em>2026-11-20 08:10</em> <em>{place}</em></p>").source is None


def test_credits_between_two_copies_of_the_heading_are_the_story_s() -> None:
    copies = "<p>2026-11-20 08:10 来源：松屿日报</p><div>分享到：</div><h1>松屿港新码头昨日开港</h1>"
    assert who(copies).source == "松屿日报"
