"""How the flows follow the record."""
