"""The sheet that goes to a body with its actions, is filled in without an account, and comes back."""
