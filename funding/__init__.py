"""The money: who owes what for which year, who has confirmed it, and why there is a gap."""
