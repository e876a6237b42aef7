"""The one-page and the seven-minute briefing of a published review."""
