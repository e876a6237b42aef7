"""The overview report: what it holds, how it is worded, an invented one, and the text that gives."""
