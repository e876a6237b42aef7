"""The letters of a review as files: how a filled-in letter becomes a paper, invented ones, and the text that gives."""
