"""Only addresses of the open internet are asked: middlewares, download handler, resolver."""
