"""The feedback report of one event: what people said, in which numbers, and what becomes of it."""
