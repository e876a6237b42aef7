"""The certificate of attendance: who came to which event."""
