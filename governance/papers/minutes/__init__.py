"""What a meeting heard, resolved and asked, under numbers that run on from meeting to meeting."""
