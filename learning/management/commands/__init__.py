"""Each command answers one question; its help says which."""
