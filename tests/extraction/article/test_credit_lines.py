"""Rows of time and credits in the forms that portals, papers, universities and offices use; names invented."""

import pytest

from tests.extraction.article.story_pages import PROSE, when, who

P = f"<p>{PROSE}</p>"
ROWS = {
    "year, day and clock in elements of their own": (
        "<div><span class=year><em> 2024</em></span><span class=day><em>05</em>/<em>13</em></span>"
        "<span class=time> 09:16:04</span></div><div class=source>来源：环屿社</div>",
        "<div class=editor>【责任编辑:叶望舒 邱远舟】</div>",
        ("2024-05-13T09:16:04+08:00", "环屿社", None, "叶望舒、邱远舟"),
    ),
    "a button right after the outlet": (
        "<div>2019年09月08日 21:42　来源：<a href='/'>环屿新闻网</a><a class=share>参与互动</a></div>",
        "<div class=left_name>【编辑:叶望舒】</div>",
        ("2019-09-08T21:42", "环屿新闻网", None, "叶望舒"),
    ),
    "a writer in an element named for it": (
        "<span>2019年09月08日 21:42</span> <span>来源：环屿经济网</span>"
        "<span id=articleAuthor>&nbsp; 叶望舒</span>[<a>打印本稿</a>]",
        "<p>（责任编辑：邱远舟）</p>",
        ("2019-09-08T21:42", "环屿经济网", "叶望舒", "邱远舟"),
    ),
    "time, outlet and writer without labels": (
        "<span class=time>2019-09-08 21:42:03</span><span class=source>环屿网</span><span class=author>叶望舒</span>",
        "<div>责编：邱远舟</div>",
        ("2019-09-08T21:42:03+08:00", "环屿网", "叶望舒", "邱远舟"),
    ),
    "an editor's label without a name": (
        "<span>2019-09-08 21:42</span><span>来源:<a>环屿网</a></span>",
        "<p>责任编辑：<span></span></p>",
        ("2019-09-08T21:42", "环屿网", None, None),
    ),
    "an office's page": (
        "<div>2019-09-08 21:42 <span>来源： 环屿社</span>"
        "<span>【字体：<span>大</span> <span>中</span> <span>小</span>】</span></div>",
        "<div>【我要纠错】 责任编辑：叶望舒</div>",
        ("2019-09-08T21:42", "环屿社", None, "叶望舒"),
    ),
    "a university's page": (
        "<p>文章来源：宣传部&nbsp; 作者：叶望舒&nbsp; 摄影：邱远舟&nbsp;"
        " 发布日期：2019年09月08日&nbsp; 点击数：[<span>9</span>]</p>",
        "",
        ("2019-09-08", "宣传部", "叶望舒", None),
    ),
    "a row parted by bars": (
        "<p>2019-09-08 21:42:03 | 来源：环屿报 | 作者：叶望舒 | 编辑：邱远舟</p>",
        "",
        ("2019-09-08T21:42:03+08:00", "环屿报", "叶望舒", "邱远舟"),
    ),
    "a table's cells": (
        "<table><tr><td>来　源：</td><td>环屿网</td><td>发布时间：</td><td>2019-09-08</td></tr></table>",
        "",
        ("2019-09-08", "环屿网", None, None),
    ),
    "traditional signs": (
        "<div>2019/09/08 21:42 環嶼日報 記者葉望舒／松嶼報導</div>",
        "",
        ("2019-09-08T21:42", "環嶼日報", "葉望舒", None),
    ),
}
SIGNATURES = {
    f"<p>（记者 叶望舒 邱远舟 通讯员 程一鸣 文/图）{PROSE}</p>{P}": "叶望舒、邱远舟、程一鸣",
    f"<p>■ 本报记者 叶望舒 通讯员 邱远舟</p>{P}{P}": "叶望舒、邱远舟",
    f"{P}{P}<p>叶望舒 文/图</p>": "叶望舒",
    f"<p>环屿网北京9月8日电（记者叶望舒、邱远舟）{PROSE}</p>{P}": "叶望舒、邱远舟",
    f"{P}{P}<p>（环屿社北京9月8日电 记者叶望舒）</p>": "叶望舒",
    f"{P}{P}<p>撰稿/叶望舒 编辑/邱远舟 校对/程一鸣</p>": "叶望舒",
    f"{P}{P}<p>（作者：叶望舒，系环屿大学教授）</p>": "叶望舒",
    f"<p>（叶望舒）{PROSE}</p>{P}": "叶望舒",
    f"{P}<p>{PROSE}（Stan）</p>": "Stan",
    f"{P}<p>{PROSE}（WHO）</p>": None,
    f"{P}{P}<p>（作者单位：环屿大学）</p>": None,
    f"{P}{P}<p>（综合环屿社、环屿报报道）</p>": None,
    f"<p>图为开港现场。环屿社记者 叶望舒 摄</p>{P}{P}": None,
    f"<p>记者：您怎么看？</p><p>叶望舒：{PROSE}</p>{P}": None,
    f"<p>本报评论员</p>{P}{P}": None,
}


@pytest.mark.parametrize("form", ROWS)
def test_a_row_of_credits_is_read_in_every_form(form: str) -> None:
    over, under, wanted = ROWS[form]
    found = who(over, under=under)
    assert (when(over, under=under), found.source, found.author, found.editor) == wanted


@pytest.mark.parametrize("story", SIGNATURES)
def test_a_story_is_signed_by_those_who_wrote_it_and_by_no_one_else(story: str) -> None:
    assert who("<p>2026-11-20 08:10 来源：环屿报</p>", story=story).author == SIGNATURES[story]
