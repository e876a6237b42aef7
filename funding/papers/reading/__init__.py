"""How do the records of money become the facts of papers? One module for each paper; nothing is worked out twice."""
