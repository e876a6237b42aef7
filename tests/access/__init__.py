"""Who sees and may do what."""
