"""How does the page of a review's papers read: which can be made, in which formats, who may, what a template names?"""

from dhr_cases.disclosure import FROM_STAGE
from dhr_cases.paper_kinds import KINDS
from dhr_cases.papers.kinds import MADE, MadePaper, MadeRow
from dhr_cases.papers.templates import PLACEHOLDERS
from dhr_cases.roles import ROLES, Role
from dhr_cases.verbs import VERBS
from workflows.reference_pages.writing import EVIDENCE, table
from workflows.reference_pages.writing import page as whole_page


def page() -> str:
    """The page."""
    return whole_page(
        "Papers of a review",
        "`dhr_cases/papers/kinds.py` and `dhr_cases/papers/templates.py`",
        "Each is made from the record in the background and filed as a version. A restricted one bears marking, "
        "reader and number of the copy on every page; one for publication bears none of them, and no inside fact. "
        "Whoever has one made may add it, and sees the part of the case it belongs to at its present stage.",
        table(
            ("Paper", "Code", "What it holds", "Formats", "Filed as", "Marking", "Made by", "Source"),
            (_row(kind, row) for kind, row in MADE.items()),
        ),
        EVIDENCE,
        "## What a Word template can name",
        table(("Placeholder", "Meaning"), ((f"`{{{{ {name} }}}}`", meaning) for name, meaning in PLACEHOLDERS.items())),
    )


def _row(kind: MadePaper, row: MadeRow) -> tuple[str, ...]:
    formats = ", ".join(form.label for form in row.formats)
    filed_as = KINDS[row.filed_as]
    return row.label, f"`{kind}`", row.holds, formats, filed_as.label, row.marking.label, _makers(row), row.source


def _makers(row: MadeRow) -> str:
    return ", ".join(ROLES[role].label for role in Role if _may_make(role, row))


def _may_make(role: Role, row: MadeRow) -> bool:
    """True for a role that may do one of the paper's acts and comes to see what it is filed as."""
    needed = {VERBS[verb].permission for verb in row.verbs}
    return bool(needed & ROLES[role].on_case) and KINDS[row.filed_as].material in FROM_STAGE[role]
