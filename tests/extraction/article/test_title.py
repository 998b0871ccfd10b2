"""The heading, whatever it is written in."""

from tests.extraction.article.story_pages import HEADING, PROSE, heading


def test_the_heading_is_found_without_the_names_of_site_and_channel() -> None:
    for suffix in ("_松屿新闻网", "-港口-松屿新闻网", "--经济--松屿网 ", " | 松屿日报", "_经济频道_松屿新闻网"):
        assert heading(f"<h2>{HEADING}</h2>", f"<title>{HEADING}{suffix}</title>").text == HEADING


def test_a_logo_in_h1_is_not_the_heading() -> None:
    over = f"<h1><a href='/'>松屿新闻网</a></h1><div class=tit>{HEADING}</div>"
    assert heading(over, f"<title>{HEADING}_松屿新闻网</title>").text == HEADING


def test_a_sidebar_in_h1_is_not_the_heading() -> None:
    over = f"<div class=side><h1>港口排行</h1></div><p>{HEADING}</p>"
    assert heading(over, f"<title>{HEADING}-松屿新闻网</title>", under="<h1>相关阅读</h1>").text == HEADING


def test_a_link_to_the_story_in_a_list_is_not_the_heading() -> None:
    over = f"<ul><li><a href='a.html'>{HEADING}</a></li></ul><h3>{HEADING}</h3>"
    found = heading(over, f"<title>{HEADING}</title>")
    assert (found.text, found.begin) == (HEADING, 1)


def test_a_heading_is_found_where_the_head_names_only_the_site() -> None:
    menu = "<ul>" + "<li><a href='/'>科研成果</a></li>" * 20 + "</ul>"
    assert heading(f"<div>松屿研究所</div>{menu}<h5>{HEADING}</h5>", "<title>松屿研究所</title>").text == HEADING


def test_without_a_heading_on_the_page_the_stated_title_serves_without_its_suffix() -> None:
    found = heading("<p>2026-11-20</p>", f"<title>{HEADING}_经济频道_松屿新闻网</title>")
    assert (found.text, found.begin) == (HEADING, -1)


def test_a_title_for_sharing_that_the_title_contains_is_the_heading() -> None:
    head = f"<title>{HEADING}|码头|茶叶_松屿订阅</title><meta property='og:title' content='{HEADING}'>"
    assert heading("<p>2026-11-20</p>", head).text == HEADING


def test_a_heading_divided_by_a_break_is_one() -> None:
    over = "<h1>松屿港新码头<br>昨日开港</h1>"
    assert heading(over, "<title>松屿港新码头 昨日开港_松屿新闻网</title>").text == "松屿港新码头 昨日开港"


def test_kicker_and_subtitle_stand_apart() -> None:
    over = f"<h3>十年磨一剑的港口扩建终于完工</h3><h1>{HEADING}</h1><h4>——记三百名建设者的四季</h4>"
    found = heading(over, f"<title>{HEADING}</title>")
    assert (found.kicker, found.text, found.subtitle) == (
        "十年磨一剑的港口扩建终于完工",
        HEADING,
        "——记三百名建设者的四季",
    )


def test_rows_of_a_newspaper_table_are_kicker_heading_and_subtitle() -> None:
    rows = ("十年磨一剑的港口扩建", HEADING, "三百箱茶叶首航出海")
    over = "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>"
    found = heading(over, f"<title>松屿日报数字报-{HEADING}</title>")
    assert (found.kicker, found.text, found.subtitle) == rows


def test_a_line_of_credits_is_no_subtitle() -> None:
    found = heading(f"<h1>{HEADING}</h1><h4>本报记者 叶望舒 通讯员 邱远舟</h4>", f"<title>{HEADING}</title>")
    assert found.subtitle is None


def test_an_empty_page_has_no_heading() -> None:
    assert heading("", story=f"<p>{PROSE}</p>").text in {"", PROSE}


def test_a_newspaper_s_list_of_stories_tells_the_heading_from_the_line_below_it() -> None:
    listing = f"<ul><li><a href='1.html'>{HEADING}</a></li><li><a href='2.html'>老渡口的最后一班船</a></li></ul>"
    over = f"{listing}<p class=title1>{HEADING}</p><p class=title5>三百箱茶叶首航出海建设者说这是十年来最忙的一天</p>"
    assert heading(over, "<title>要闻</title>").text == HEADING


def test_a_stated_title_that_was_cut_short_finds_the_whole_heading() -> None:
    whole = f"{HEADING}首艘货轮装走三百箱茶叶"
    over = f"<h1>松屿网</h1><div class=tit>{whole}</div><p>2026-11-20</p>"
    assert heading(over, f"<title>{whole[:14]}..._松屿网</title>").text == whole


def test_the_last_step_of_a_breadcrumb_is_the_heading_where_no_other_line_is() -> None:
    over = f"<div><a href='/'>首页</a> &gt; <a href='/x'>要闻</a> &gt; {HEADING}</div><p>2026-11-20</p>"
    assert heading(over, f"<title>{HEADING}_松屿网</title>").text == HEADING


def test_the_site_s_own_h1_is_no_kicker() -> None:
    assert heading(f"<h1>松屿新闻网站首页</h1><h1>{HEADING}</h1>", f"<title>{HEADING}</title>").kicker is None


def test_keywords_behind_a_heading_are_cut_and_what_only_looks_like_them_is_not() -> None:
    for tail in ("-港口,货轮,松屿", "_港口,货轮,松屿,开航", " - 港口，货轮，松屿"):
        assert heading(f"<h1>{HEADING}{tail}</h1>", f"<title>{HEADING}{tail}</title>").text == HEADING
        assert heading("", f"<title>{HEADING}{tail}</title>").text == HEADING
    for tail in ("——港口,货轮,松屿", "-港口,货轮"):
        assert heading(f"<h1>{HEADING}{tail}</h1>", f"<title>{HEADING}{tail}</title>").text == f"{HEADING}{tail}"


def test_a_stated_title_with_keywords_behind_low_lines_is_its_first_part() -> None:
    tail = "_松屿港时间_松屿港在哪_松屿港航线_松屿网_最快最全的港口消息、船期发布"
    short = "开港_开航_货轮_港口，等你来看"
    for stated, words in (
        (HEADING + tail, HEADING),
        (short, short),
    ):
        assert heading("<p>2026-11-20</p>", f"<title>{stated}</title>").text == words
    assert heading(f"<h1>{HEADING}_新_航_线_图</h1>", f"<title>{HEADING}_新_航_线_图</title>").text.startswith(HEADING)
