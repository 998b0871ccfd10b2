"""Spiders decide what to fetch: a known portal is five to eight lines of data, `portal` takes any other."""
