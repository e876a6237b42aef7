"""The submission bundle: the newest of every paper the Home Office needs, with a manifest of names and digests."""
