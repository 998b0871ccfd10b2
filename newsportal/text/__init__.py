"""What Chinese text is: Han characters, words, time zone, cleaning."""
