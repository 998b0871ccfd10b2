"""What came over the wire: bodies within bounds, decompressed."""
