"""How long does each page and each step take, beside bare SQL and beside the engine's own pages?"""
