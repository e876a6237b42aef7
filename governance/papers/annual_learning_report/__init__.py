"""The yearly report on what was learnt from the reviews."""
