"""One page for the committee: what a year needs, what it has, what is missing, why, and what the meeting may decide."""
