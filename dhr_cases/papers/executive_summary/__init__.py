"""The executive summary: how it is put together, an invented one, and the text that gives."""
