"""What may a person type about money, and what does it mean?"""
