"""How is a number written with what it counts? Imports no Django."""


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun in singular or plural: "1 day", "1,200 words", "2 agencies"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
