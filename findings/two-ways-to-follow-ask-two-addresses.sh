#!/usr/bin/env bash
# Version:   Scrapy 2.19.0, Python 3.11.
# Belief:    response.follow(link) is the short form of Request(response.urljoin(link)): the documentation says that it takes
#            relative addresses as well, and of nothing else.
# Behaviour: on a page in GBK they ask for different addresses where the query holds Chinese: follow sends it in the page's encoding,
#            as browsers do, urljoin with Request in UTF-8. The server finds nothing, or another tag's list, and answers 200. Paths
#            are alike.
# Seen:      follow /s?q=%B4%F3%C7%C5, urljoin /s?q=%E5%A4%A7%E6%A1%A5; for a path both %E5%A4%A7%E6%A1%A5.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet Scrapy==2.19.0
cat > "$folder/try.py" <<'PYTHON'
from scrapy.http import HtmlResponse, Request

page = '<html><body><a href="/s?q=大桥">桥</a><a href="/大桥.html">桥</a></body></html>'.encode("gbk")
response = HtmlResponse("http://a.example/", body=page, headers={"Content-Type": "text/html; charset=gbk"})
links = response.css("a::attr(href)").getall()
followed = [response.follow(link).url for link in links]
joined = [Request(response.urljoin(link)).url for link in links]
path = "http://a.example/%E5%A4%A7%E6%A1%A5.html"
assert followed == ["http://a.example/s?q=%B4%F3%C7%C5", path], followed
assert joined == ["http://a.example/s?q=%E5%A4%A7%E6%A1%A5", path], joined
print("on a GBK page Scrapy's follow and urljoin ask for two different addresses where a query holds Chinese")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
