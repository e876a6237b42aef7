"""What themes are: their lives in time, how far two coders agree, and which numbers of reviews may be told."""
