"""newsportal's settings, with the database that all machines share."""

import os

from newsportal.settings import *  # noqa: F403

NEWSPORTAL_STATE = os.environ["NEWSPORTAL_STATE"]
