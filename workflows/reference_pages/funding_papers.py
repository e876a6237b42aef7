"""How does the page of funding's papers read: which there are, in which formats, what the finance system can get?"""

from funding.papers.invoice_data.layout import DATE_FORMS, FIELDS, FIXED, SHIPPED
from funding.papers.kinds import KINDS, KindRow, PaperKind
from workflows.reference_pages.writing import EVIDENCE, table
from workflows.reference_pages.writing import page as whole_page


def page() -> str:
    """The page."""
    return whole_page(
        "Papers and files of funding",
        "`funding/papers/kinds.py` and `funding/papers/invoice_data/layout.py`",
        "Each is made from the records when it is asked for, says the day it stands for, and names no person. What is "
        "not stated is said in words, never nil; about and over stay with the figure. PDF needs Pango on the machine "
        "and is tagged by the rules of PDF/UA-1; tests check that with pdfua, which is no certificate.",
        table(
            ("Paper", "Code", "What it holds", "Formats", "The body it is about may have it", "Source"),
            (_row(kind, row) for kind, row in KINDS.items()),
        ),
        EVIDENCE,
        "## Columns of the finance system's file",
        "A partnership sets the columns, each with a heading, a field of this table and, for a day, the form it is "
        f"written in ({', '.join(DATE_FORMS)}). `{FIXED}` and a text, such as `{FIXED}4711`, writes that text in "
        "every row. Only invoices and credit notes that a second person has approved are in the file.",
        table(("Field", "Meaning"), ((f"`{name}`", field.label) for name, field in FIELDS.items())),
        "Until a partnership sets its own, the columns are: "
        + ", ".join(f"{column.heading} (`{column.field}`)" for column in SHIPPED)
        + ".",
    )


def _row(kind: PaperKind, row: KindRow) -> tuple[str, ...]:
    formats = ", ".join(form.label for form in row.formats)
    return row.label, f"`{kind}`", row.holds, formats, "yes" if row.is_of_one_body else "no", row.source
