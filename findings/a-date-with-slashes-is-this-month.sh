#!/usr/bin/env bash
# Version:   feedparser 6.0.14, Python 3.11.
# Belief:    a date that feedparser does not know gives no `published_parsed`, so that a reader can fall back on the text; dates with
#            slashes, dots or 年月日, which Chinese feeds carry in pubDate, are known or they are not.
# Behaviour: they are read as the year alone, and the rest is made up: the first day of the month in which the program runs,
#            midnight. The same feed gives another date next month. With dashes the date is right; a zone written GMT+8 costs the
#            clock.
# Seen:      2026/07/29 10:00:00, 2026.07.29 and 2026年07月29日 10:00 in November 2026: all 1 November 2026; "2026-07-29 10:00 GMT+8":
#            29 July, 00:00.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet feedparser==6.0.14
cat > "$folder/try.py" <<'PYTHON'
import time

import feedparser


def read(date):
    item = f"<item><title>桥</title><pubDate>{date}</pubDate></item>"
    entry = feedparser.parse(f'<rss version="2.0"><channel>{item}</channel></rss>').entries[0]
    return tuple(entry.published_parsed)[:5]


while True:
    before = time.gmtime()[:2]
    found = [read(date) for date in ("2026/07/29 10:00:00", "2026.07.29", "2026年07月29日 10:00")]
    if before == time.gmtime()[:2]:  # no month began meanwhile
        break
assert found == [(2026, before[1], 1, 0, 0)] * 3, found
assert read("2026-07-29 10:00:00") == (2026, 7, 29, 10, 0)
assert read("2026-07-29 10:00 GMT+8") == (2026, 7, 29, 0, 0)
print("feedparser reads 2026/07/29 as the first day of the month in which it runs")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
