"""Keys of `request.meta` by which download components tell each other something."""

ROBOTS = "newsportal_robots"
"""Set on requests for robots.txt: bytes received so far."""
BUSY = "newsportal_busy"
"""How often this request was answered 429 or 503."""
