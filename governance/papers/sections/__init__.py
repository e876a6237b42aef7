"""The sections that reports share: each takes the facts and gives its heading and blocks, or nothing."""
