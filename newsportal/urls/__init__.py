"""What an address alone says: its canonical form, article or hub, safe to ask, its shape."""
