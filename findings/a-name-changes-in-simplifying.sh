#!/usr/bin/env bash
# Version:   zhconv 1.4.3, OpenCC 1.4.2 beside it, Python 3.11.
# Belief:    to make a text simplified leaves a text that is simplified already as it is, so a corpus can be folded without asking
#            what each line is; both tools fold 著名, 乾隆 and 瞭望 rightly, which is where tables of single characters fail.
# Behaviour: zhconv's zh-cn writes a name of the hero of many films, 哪吒, as 哪咤, whether the text was traditional or simplified, and a
#            surname's second character, 昇, as 升. OpenCC's t2s keeps both. Headlines folded by the two are different texts.
# Seen:      zhconv: 哪咤票房破百亿, 陈升; OpenCC: 哪吒票房破百亿, 陈昇.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet zhconv==1.4.3 OpenCC==1.4.2
cat > "$folder/try.py" <<'PYTHON'
import opencc
import zhconv

texts = ["哪吒票房破百亿", "哪吒票房破百億", "陳昇", "乾隆", "著名"]
by_zhconv = [zhconv.convert(text, "zh-cn") for text in texts]
by_opencc = [*map(opencc.OpenCC("t2s").convert, texts)]
assert by_zhconv == ["哪咤票房破百亿", "哪咤票房破百亿", "陈升", "乾隆", "著名"], by_zhconv
assert by_opencc == ["哪吒票房破百亿", "哪吒票房破百亿", "陈昇", "乾隆", "著名"], by_opencc
print("zhconv changes 哪吒 to 哪咤 even in a text that is simplified already; OpenCC keeps it")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
