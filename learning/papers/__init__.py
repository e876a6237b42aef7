"""The papers of learning, one folder each: the facts they need, their words, and an invented example."""
