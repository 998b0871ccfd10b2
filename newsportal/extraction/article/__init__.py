"""The main article of a page: its body, title, time, credits and images."""
