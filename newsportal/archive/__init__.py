"""Archives of web pages (WARC, ARC, WACZ; other people's too) read as if their pages had been crawled."""
