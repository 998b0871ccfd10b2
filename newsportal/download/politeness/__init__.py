"""How often a host is asked: throttle, backoff, and the queue in which requests wait."""
