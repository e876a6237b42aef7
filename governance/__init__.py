"""WHO DECIDED: meetings, resolutions, requests to partners, forward plan, committee reports."""
