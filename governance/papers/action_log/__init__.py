"""What of a body's resolutions, requests and questions is not done, and what stands on its forward plan."""
