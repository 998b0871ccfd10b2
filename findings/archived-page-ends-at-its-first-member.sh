#!/usr/bin/env bash
# Version:   warcio 1.8.1, FastWARC 2.0.1, Python 3.11.
# Belief:    both readers of WARC files give a page unpacked whatever packing HTTP allows it: a gzip body of several members (RFC
#            1952, 2.2), as servers make that pack as they go, and the coding x-gzip, which RFC 9110 (8.4.1.3) calls the same as
#            gzip.
# Behaviour: warcio ends such a page at its first member and gives x-gzip as packed bytes, both without an error. FastWARC, asked to
#            decode all, reads the members and refuses x-gzip with an OSError. Of a response whose header lines end in a bare LF,
#            which RFC 9112 (2.2) lets a recipient take, FastWARC gives no header and no byte of the page; warcio reads it.
# Seen:      of 75 bytes: warcio 40 (members), packed (x-gzip), 75 (LF); FastWARC 75, OSError, 0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet warcio==1.8.1 FastWARC==2.0.1
cat > "$folder/try.py" <<'PYTHON'
import gzip
import io

import fastwarc.warc
import warcio.archiveiterator

page = "<p>第一座大桥今日通车</p>".encode("gbk") * 3


def archived(head, body):
    answer = head + body
    fields = [
        "WARC/1.1",
        "WARC-Type: response",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        "WARC-Target-URI: http://a.example/",
        "WARC-Date: 2026-07-29T02:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return gzip.compress("\r\n".join([*fields, "", ""]).encode() + answer + b"\r\n\r\n")


def by_warcio(file):
    return next(iter(warcio.archiveiterator.ArchiveIterator(io.BytesIO(file)))).content_stream().read()


def by_fastwarc(file):
    records = fastwarc.warc.ArchiveIterator(io.BytesIO(file), parse_http=True, auto_decode="all")
    return next(iter(records)).reader.read()


members = gzip.compress(page[:40]) + gzip.compress(page[40:])
file = archived(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", members)
assert (by_warcio(file), by_fastwarc(file)) == (page[:40], page)
packed = gzip.compress(page)
file = archived(b"HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\n\r\n", packed)
assert by_warcio(file) == packed
try:
    by_fastwarc(file)
except OSError:
    pass
else:
    raise AssertionError("FastWARC reads x-gzip now")
file = archived(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n", page)
assert (by_warcio(file), by_fastwarc(file)) == (page, b"")
print("warcio ends a page at its first gzip member; FastWARC gives nothing of one whose header lines end in a bare LF")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
