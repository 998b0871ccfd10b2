"""Two headlines compared by their words: comparison.py applies the rules, the other files hold one kind each."""
