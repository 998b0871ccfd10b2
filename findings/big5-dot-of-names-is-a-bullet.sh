#!/usr/bin/env bash
# Version:   w3lib 2.5.0 (which decodes Scrapy's pages), the codecs of Python 3.11.
# Belief:    w3lib maps charset labels as browsers do, so its text is what a browser shows.
# Behaviour: the labels are mapped, the tables behind them are Python's. Big5 A145, the dot in 奧黛麗‧赫本, is U+2022 where the WHATWG
#            index for Big5 has U+2027, and the euro sign A3E1 is lost, though w3lib mends the euro sign of GBK pages. A6D9 of a GBK
#            page, a comma for upright lines, is a private-use character, where GB 18030-2022 has U+FE10. cp950 has the dot and the
#            euro sign right, and lacks what HKSCS adds.
# Seen:      奧黛麗•赫本 and U+FFFD for Big5; € and U+E78D for gbk.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet w3lib==2.5.0
cat > "$folder/try.py" <<'PYTHON'
from w3lib.encoding import html_to_unicode


def read(charset, body):
    return html_to_unicode(f"text/html; charset={charset}", body)[1]


name = "奧黛麗".encode("big5") + b"\xa1\x45" + "赫本".encode("big5")
assert read("big5", name) == "奧黛麗\u2022赫本"
assert name.decode("cp950") == "奧黛麗\u2027赫本"
assert "\ufffd" in read("big5", b"\xa3\xe1 50") and b"\xa3\xe1".decode("cp950") == "€"
assert read("gbk", b"\x80 50") == "€ 50"
assert read("gbk", b"\xa6\xd9") == "\ue78d"
print("w3lib reads the dot of names in Big5 as a bullet, and loses Big5's euro sign")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
