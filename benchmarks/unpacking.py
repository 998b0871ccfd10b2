"""What it costs to unpack a page that is sent packed and names no charset in its header, as most portals do.

    python benchmarks/unpacking.py

Scrapy 2.19's HttpCompressionMiddleware asks the packed response for its encoding, and charset-normalizer guesses it
from the packed bytes; newsportal.download.content.bodies builds the unpacked response without asking.
"""

from __future__ import annotations

import gzip
import time

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from newsportal.demo.site import site
from newsportal.download.content.bodies import Bodies

URL = "http://demo.newsportal.example/"


def main(rounds: int = 60) -> None:
    body = gzip.compress(site().get("/").body)
    request = Request(URL, callback=print)
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    crawler = get_crawler()
    crawler.spider = crawler._create_spider("any")
    both = {
        "Scrapy's middleware": HttpCompressionMiddleware.from_crawler(crawler),
        "ours": Bodies.from_crawler(crawler),
    }
    spent = dict.fromkeys(both, 0.0)
    for _ in range(rounds):
        for name, middleware in both.items():
            response = HtmlResponse(URL, body=body, headers=headers, request=request)
            begin = time.process_time()
            middleware.process_response(request, response)
            spent[name] += time.process_time() - begin
    for name, seconds in spent.items():
        print(f"unpacking, {name:20} {seconds / rounds * 1000:.2f} ms a page of {len(body)} bytes packed")


if __name__ == "__main__":
    main()
