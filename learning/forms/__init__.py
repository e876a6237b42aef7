"""What each act of learning asks: one form an act, grouped by what it is about."""
