"""One forbidden address in every spelling we know, and its neighbours: what no crawl may connect to."""

from __future__ import annotations

ALLOWED = "127.0.0.1"
"""Where the tests' open internet is; NEWSPORTAL_ALLOWED_NETWORKS holds this address alone."""
INTERNAL = "127.0.0.2"
"""Where an internal service listens, on the same port."""

NAMES = {
    "inside.example": [INTERNAL],
    "flips.example": [ALLOWED, INTERNAL],
    "metadata.example": ["169.254.169.254"],
    "intranet.example": ["10.0.0.7"],
    "xn--fiq228c.example": [INTERNAL],
    "www.portal.example": [ALLOWED],
}
"""Names and what they answer, the last answer for ever."""

SPELLINGS = {
    "dotted": INTERNAL,
    "last dot": "127.0.0.2.",
    "decimal": "2130706434",
    "hexadecimal": "0x7f000002",
    "hexadecimal capitals": "0X7F000002",
    "octal": "017700000002",
    "octal parts": "0177.0.0.02",
    "hexadecimal parts": "0x7f.0x0.0x0.0x2",
    "mixed parts": "0x7f.0.02",
    "two parts": "127.2",
    "three parts": "127.0.2",
    "leading zeros": "000177.0.0.2",
    "full-width digits": "１２７.０.０.２",
    "full-width dots": "127．0．0．2",
    "ideographic dots": "127。0。0。2",
    "half-width dots": "127｡0｡0｡2",
    "circled digits": "①②⑦.⓪.⓪.②",
    "bold digits": "𝟏𝟐𝟕.𝟎.𝟎.𝟐",
    "percent digits": "%31%32%37.0.0.2",
    "percent dots": "127%2e0%2e0%2e2",
    "mapped": "[::ffff:127.0.0.2]",
    "mapped hexadecimal": "[::ffff:7f00:2]",
    "mapped in full": "[0:0:0:0:0:ffff:7f00:0002]",
    "NAT64": "[64:ff9b::7f00:2]",
    "6to4": "[2002:7f00:2::]",
    "compatible": "[::127.0.0.2]",
    "Teredo": "[2001:0:53aa:64c::80ff:fffd]",
    "user before": f"news.example@{INTERNAL}",
    "user and password": f"news.example:80@{INTERNAL}",
    "name": "inside.example",
    "name in Chinese": "中文.example",
    "name that flips": "flips.example",
    "name of metadata": "metadata.example",
    "name of a private host": "intranet.example",
}
"""Hosts, as they stand in an address."""

ELSEWHERE = (
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost.:81/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[ff02::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:6379/",
    "ftp://127.0.0.2/",
    "file:///etc/hostname",
    "data:text/html,<h1>x</h1>",
    "gopher://127.0.0.2:6379/_x",
    "javascript:alert(1)",
    "s3://bucket/key",
)
"""Whole addresses to refuse."""
