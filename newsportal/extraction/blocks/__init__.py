"""The headlines around the article, and the label of the block each stands in."""
