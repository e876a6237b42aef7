"""What each act changes, records and refuses."""
