#!/usr/bin/env bash
# Version:   lxml 6.1.3 (its own libxml2), feedparser 6.0.12, Python 3.11.
# Belief:    bytes that declare gb2312 are read to their end. The WHATWG Encoding Standard makes that label mean GBK, most Chinese
#            pages and feeds that carry it hold characters outside GB 2312-80 (镕 in a name), and recover=True is asked for.
# Behaviour: libxml2 decodes by GB 2312-80 to the letter. At the first character outside it the text ends: the rest of a feed and
#            of a page is gone, and no exception is raised. Told the encoding gb18030, it reads all. feedparser reads all.
# Seen:      feed 2 of 4 items, the second cut to 朱; page '朱'; with gb18030 4 of 4; feedparser 4 of 4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet lxml==6.1.3 feedparser==6.0.12
cat > "$folder/try.py" <<'PYTHON'
import feedparser
import lxml.etree
import lxml.html

titles = ["第一条", "朱镕某讲话", "第三条", "第四条"]
items = "".join(f"<item><title>{title}</title></item>" for title in titles)
feed = f'<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel>{items}</channel></rss>'.encode("gbk")


def read(encoding=None):
    root = lxml.etree.fromstring(feed, lxml.etree.XMLParser(recover=True, encoding=encoding))
    return [item.findtext("title") for item in root.iter("item")]


page = '<meta charset="gb2312"><p>朱镕某</p><p>后面还有一段</p>'.encode("gbk")
assert read() == ["第一条", "朱"], read()
assert lxml.html.document_fromstring(page).text_content() == "朱"
assert read("gb18030") == titles
assert [entry.title for entry in feedparser.parse(feed).entries] == titles
print("lxml ends a gb2312 page or feed at its first character outside GB 2312-80, silently; feedparser does not")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
