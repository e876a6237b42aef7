"""How does the page of letters read: which there are, when they go out, what they may hold?"""

from dhr_cases.papers.letters import LETTERS, PLACEHOLDERS, LetterKind, LetterRow
from workflows.reference_pages.stage_spans import labels, span
from workflows.reference_pages.writing import EVIDENCE, table
from workflows.reference_pages.writing import page as whole_page


def page() -> str:
    """The page."""
    return whole_page(
        "Letters",
        "`dhr_cases/papers/letters.py`",
        "A partnership may word each anew on its settings page. A letter is filled in with the facts below and no "
        "others, so no real name gets into it.",
        table(("Letter", "Code", "To", "At", "Source"), (_row(kind, row) for kind, row in LETTERS.items())),
        EVIDENCE,
        "## What may stand in braces",
        table(("Placeholder", "Filled in with"), ((f"`{{{name}}}`", words) for name, words in PLACEHOLDERS.items())),
    )


def _row(kind: LetterKind, row: LetterRow) -> tuple[str, ...]:
    when = ", ".join(labels(row.stages)) if len(row.stages) <= 3 else span(row.stages)
    return row.label, f"`{kind}`", row.to, when, row.source
