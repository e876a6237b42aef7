"""Which words and shapes do the templates ask for?"""
