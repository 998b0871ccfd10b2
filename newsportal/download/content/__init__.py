"""Bodies of answers: decompressed within limits, and dropped where they are no page."""
