"""The working group's report to the partnership: conferences, grants, sessions and seminars."""
