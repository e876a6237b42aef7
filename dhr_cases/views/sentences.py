"""How do words that somebody wrote stand beside others, each as a sentence of its own?"""


def stopped(words: str) -> str:
    """The words as a sentence: with a full stop where their writer set no sign at the end."""
    plain = words.strip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def in_sentences(*parts: str) -> str:
    """The parts that say something, one sentence after the other; "" for none."""
    return " ".join(stopped(part) for part in parts if part.strip())
