"""How does an agenda look? An invented one, as the public has it."""

from governance.papers.meeting_invented import HEAD, ITEMS
from governance.papers.meeting_rows import AgendaFacts

EXAMPLE = AgendaFacts(HEAD, ITEMS)
