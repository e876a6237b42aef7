"""Years that were kept elsewhere, taken in from a file: all of it or nothing, every fault told with its place."""
