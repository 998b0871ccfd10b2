"""What a crawl writes: the store and its files, their schema, and what is read back from them."""
