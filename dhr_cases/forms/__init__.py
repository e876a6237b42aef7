"""What may a person type, and what does it mean?"""
