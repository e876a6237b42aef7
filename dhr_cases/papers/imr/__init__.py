"""The form for an agency's own report: what is filled in, an invented one, and the text that gives."""
