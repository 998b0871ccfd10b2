"""robots.txt: the middleware, the rules, the cache of answers."""
