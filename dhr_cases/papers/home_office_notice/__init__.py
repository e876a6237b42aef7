"""The notice to the Home Office: what it must say for both legal tests, an invented one, and the text that gives."""
