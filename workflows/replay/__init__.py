"""Playing a published review's facts through the same acts and flows as the web."""
