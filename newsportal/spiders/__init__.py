"""Spiders: a known portal is five to eight lines of data, `portal` crawls any other, `page` reads one page."""
