#!/usr/bin/env bash
# Version:   dateparser 1.5.0, languages=["zh"], Python 3.11.
# Belief:    a library with a Chinese locale reads 两天前 as it reads 2天前 and 半小时前, 昨日 as 昨天, and a day of this year without its year.
# Behaviour: numerals in Han are known in none of them but 半; 昨日 and 今日 are not known at all; 7月29日 is None though 2026年7月29日 is
#            read, and so is the time of day that papers write most, 下午3点20分. All give None: nothing is wrong, and much is missing.
# Seen:      2天前, 半小时前, 昨天 08:05, 2026年7月29日 15时20分 are read; 两天前, 十分钟前, 昨日 08:05, 7月29日, 2026年7月29日 下午3点20分 are None.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet dateparser==1.5.0
cat > "$folder/try.py" <<'PYTHON'
from datetime import datetime

import dateparser


def read(text):
    found = dateparser.parse(text, languages=["zh"], settings={"RELATIVE_BASE": datetime(2026, 7, 29, 15, 30)})
    return found and f"{found:%m-%d %H:%M}"


known = ["2天前", "半小时前", "昨天 08:05", "2026年7月29日 15时20分"]
assert [*map(read, known)] == ["07-27 15:30", "07-29 15:00", "07-28 08:05", "07-29 15:20"], [*map(read, known)]
unknown = ["两天前", "十分钟前", "昨日 08:05", "7月29日", "2026年7月29日 下午3点20分"]
assert [*map(read, unknown)] == [None] * 5, [*map(read, unknown)]
print("dateparser reads 2天前 and 昨天 in Chinese, and neither 两天前 nor 昨日 nor 7月29日")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
