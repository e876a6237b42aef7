"""What happens next: flows, inbox, reminders and the case workspace. Holds no rule of the review."""
