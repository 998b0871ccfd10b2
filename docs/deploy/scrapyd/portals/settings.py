"""newsportal's settings, with files in a place of their own: an egg has no folder to write to."""

import os
from pathlib import Path

from newsportal.settings import *  # noqa: F403

_HOME = Path(os.environ.get("PORTALS_HOME", "/srv/newsportal"))
SPIDER_MODULES = ["newsportal.spiders", "portals.spiders"]
NEWSPIDER_MODULE = "portals.spiders"
NEWSPORTAL_OUTPUT = str(_HOME / "output")
NEWSPORTAL_STATE = str(_HOME / "state.sqlite")
# scrapyd sets no limit of its own; this one ends a crawl that goes on too long, not one that stalls.
CLOSESPIDER_TIMEOUT = 7200
