"""Demonstration data: an invented partnership, invented people, a case in every stage, all made through the acts."""
