"""Under which line an article stands."""

from __future__ import annotations

from newsportal.extraction.article.heading_line import heading_line
from newsportal.extraction.document import parser
from newsportal.extraction.document.lines import Lines

TITLE = "青河大桥主桥今日合龙"
STATED = f"{TITLE}|本地|青河网"


def _line(body: str, stated: str = STATED) -> str:
    lines = Lines(parser.parse(f"<body>{body}</body>".encode()))
    k = heading_line(lines, stated)
    return lines.text(k) if k >= 0 else ""


def test_a_dialog_that_adds_section_and_site_is_not_the_heading() -> None:
    assert _line(f"<h1>{TITLE}</h1><p>正文。</p><div>{TITLE} | 本地 | 青河网</div>") == TITLE


def test_the_longest_words_of_a_title_are_the_heading() -> None:
    assert _line(f"<p>青河大桥主桥</p><h1>{TITLE}</h1>") == TITLE


def test_two_characters_are_a_heading_with_a_date_under_them_only() -> None:
    assert _line("<h1>更正</h1><p>2026-11-20 08:15</p>", "更正_青河网") == "更正"
    assert _line("<h1>社会</h1><p><a href=/1>青河大桥主桥合龙</a></p><p>2026-11-20</p>", "社会_青河网") == ""
    assert _line("<h1>更正</h1><p>2026-11-20 08:15</p>", "关于大桥的更正_青河网") == ""
