"""How does the finance system's file become bytes? Plain UTF-8, without a mark that a finance system may trip over."""

from funding.papers.invoice_data.facts import InvoiceFile
from funding.papers.invoice_data.layout import cell_of
from funding.papers.tables import cell_text, csv_text


def write(facts: InvoiceFile) -> bytes:
    """The invoices and credit notes of the year, one a row, in the columns wanted."""
    rows = ([cell_text(cell_of(column, row)) for column in facts.columns] for row in facts.invoices)
    return csv_text([column.heading for column in facts.columns], rows).encode()
