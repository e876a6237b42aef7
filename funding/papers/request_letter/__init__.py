"""The letter that asks a body to pay for a year."""
