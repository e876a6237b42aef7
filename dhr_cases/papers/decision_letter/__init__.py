"""The decision letter: what it tells the partners, an invented one, and the text that gives."""
