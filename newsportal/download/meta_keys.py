"""Keys that download components leave in a request's meta for each other."""

ROBOTS = "newsportal_robots"
"""In requests for robots.txt: octets received so far."""
REFUSED = "newsportal_refusals"
"""How often the request was answered 429 or 503."""
