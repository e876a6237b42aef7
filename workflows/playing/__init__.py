"""Taking a review through its stages by program: the same acts and flows as on the web."""
