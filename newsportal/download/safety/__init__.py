"""Only addresses of the open internet are asked for: middlewares, download handler, name resolver."""
