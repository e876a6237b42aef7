"""What a meeting will take, part by part, with who presents and what the meeting is asked."""
