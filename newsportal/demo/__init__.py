"""The demo portal: pages of our own writing, generated from data, and the loopback server that shows them."""
