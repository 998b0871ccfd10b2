"""robots.txt: the middleware, the rules of one file, the cache of those read."""
