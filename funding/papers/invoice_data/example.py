"""How does the finance system's file look? An invented one."""

from funding.papers.invented import AS_AT, ENTRIES, SENDER, YEAR
from funding.papers.invoice_data.facts import InvoiceFile

EXAMPLE = InvoiceFile(SENDER, YEAR, AS_AT, ENTRIES)
