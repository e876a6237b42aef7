"""The combined chronology: what it must know, an invented one, and the text that gives."""
