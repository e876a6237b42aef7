"""The review: its people, papers and rules. Imports no other app of ours."""
