#!/usr/bin/env bash
# Version:   Scrapy 2.19.0, Python 3.11.
# Belief:    an extension that is set to None in EXTENSIONS is switched off, so a crawl pays nothing for it: the documentation says
#            that None disables it.
# Behaviour: it is not made, but its module is imported all the same, with all that this imports, since settings are merged by
#            classes and not by names. So None spares nothing of a start; of Scrapy's own extensions the remote control then still
#            brings in aiohttp. Only its absence from EXTENSIONS_BASE does.
# Seen:      "costly was imported", and no "costly was made"; without the line in EXTENSIONS neither.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scrapy==2.19.0
cat > "$folder/try.py" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

COSTLY = """
print("costly was imported")


class Extension:
    def __init__(self):
        print("costly was made")
"""
SPIDER = """
import scrapy


class One(scrapy.Spider):
    name = "one"
    custom_settings = {"EXTENSIONS": EXTENSIONS_OF_ONE, "LOG_ENABLED": False}

    async def start(self):
        return
        yield
"""


def said(extensions):
    Path("spider.py").write_text(SPIDER.replace("EXTENSIONS_OF_ONE", repr(extensions)))
    command = [sys.executable, "-m", "scrapy", "runspider", "spider.py"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


Path("costly.py").write_text(COSTLY)
assert said({"costly.Extension": 1}) == ["costly was imported", "costly was made"]
assert said({}) == []
assert said({"costly.Extension": None}) == ["costly was imported"], "an extension that is None is no longer imported"
print("Scrapy imports an extension that None switches off")
PYTHON
cd "$folder"
"$folder/venv/bin/python" "$folder/try.py"
