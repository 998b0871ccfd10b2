#!/usr/bin/env bash
# Version:   htmldate 1.11.0 (trafilatura 2.3.1 takes its dates from it), Python 3.11.
# Belief:    a date line that is read right stays right when the weekday follows it, or when its dashes are of full width; what is
#            not understood gives None.
# Behaviour: 2026年7月29日 alone is 2026-07-29; with （星期三） behind it, as papers write it, it becomes 2026-01-01: the year is kept, month
#            and day are made up. Full-width dashes do the same.
# Seen:      2026年7月29日 10:00: 2026-07-29; 2026年7月29日（星期三）: 2026-01-01; 2026－07－29: 2026-01-01; all three from trafilatura, too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet htmldate==1.11.0 trafilatura==2.3.1 lxml_html_clean==0.4.6
cat > "$folder/try.py" <<'PYTHON'
from htmldate import find_date
from trafilatura import bare_extraction

sentence = "大桥今日合龙，全长三千米，将于明年通车，届时两岸往来只要十分钟，居民出行更加方便。"
text = "".join(f"<p>青亭县第{number}座{sentence}</p>" for number in "一二三四五")


def both(line):
    page = (
        f'<html lang="zh"><head><title>青亭县大桥合龙</title></head><body><h1>青亭县大桥合龙</h1>'
        f'<div class="info">{line}</div><div class="article">{text}</div></body></html>'
    )
    return find_date(page), bare_extraction(page, with_metadata=True).date


assert both("2026年7月29日 10:00") == ("2026-07-29",) * 2
assert both("2026年7月29日（星期三）") == ("2026-01-01",) * 2
assert both("2026－07－29") == ("2026-01-01",) * 2
print("htmldate reads 2026年7月29日（星期三） as 2026-01-01, and without the weekday as 2026-07-29")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
