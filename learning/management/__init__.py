"""Commands of learning, for the person at the keyboard."""
