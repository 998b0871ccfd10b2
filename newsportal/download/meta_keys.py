"""Keys of `request.meta` by which download components tell each other something."""

ROBOTS = "newsportal_robots"
"""Set on requests for robots.txt: bytes received so far."""
BUSY = "newsportal_busy"
"""How often this request was answered 429 or 503."""
GUESSED = "newsportal_guessed"
"""Set on requests for what a portal need not have: that they fail says nothing of its host."""
