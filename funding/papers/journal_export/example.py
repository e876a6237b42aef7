"""How does the file of entries look? An invented one."""

from funding.papers.invented import AS_AT, ENTRIES, SENDER, YEAR
from funding.papers.journal_export.facts import JournalFile

EXAMPLE = JournalFile(SENDER, AS_AT, ENTRIES, YEAR)
