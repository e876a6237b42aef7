"""How do the records become the facts of a report? Each module reads one kind; ``report`` puts them together."""
