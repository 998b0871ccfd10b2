#!/usr/bin/env bash
# Version:   gne 0.4.3, Python 3.11.
# Belief:    a reader of Chinese news that takes "2026-07-29 10:00" whole takes the same time whole as ISO 8601 writes it, or with
#            the weekday or 下午 between day and clock.
# Behaviour: in all three the clock is dropped without a word: publish_time is the day, as if the page told no more.
# Seen:      2026-07-29 10:00 whole; 2026-07-29T10:00:00+08:00: 2026-07-29; 2026年7月29日（星期三） 10:00 and 2026年7月29日 下午3:20: 2026年7月29日.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet gne==0.4.3
cat > "$folder/try.py" <<'PYTHON'
from gne import GeneralNewsExtractor

sentence = "大桥今日合龙，全长三千米，将于明年通车，届时两岸往来只要十分钟，居民出行更加方便。"
text = "".join(f"<p>青亭县第{number}座{sentence}</p>" for number in "一二三四五")


def read(line):
    page = (
        f"<html><head><title>青亭县大桥合龙</title></head><body><h1>青亭县大桥合龙</h1>"
        f'<div class="info">{line}</div><div class="article">{text}</div></body></html>'
    )
    return GeneralNewsExtractor().extract(page)["publish_time"]


assert read("2026-07-29 10:00") == "2026-07-29 10:00"
assert read("2026-07-29T10:00:00+08:00") == "2026-07-29"
assert read("2026年7月29日（星期三） 10:00") == "2026年7月29日"
assert read("2026年7月29日 下午3:20") == "2026年7月29日"
print("gne drops the clock of a time in ISO 8601, and of one with a weekday or 下午 before it")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
