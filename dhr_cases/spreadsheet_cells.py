"""Which text may stand in a cell of a file that a spreadsheet opens? Imports no Django."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def unformulated(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: an apostrophe stands before a sign that would begin one."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
