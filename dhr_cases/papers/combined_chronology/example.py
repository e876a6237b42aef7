"""How does a combined chronology look? An invented one."""

from dhr_cases.chronology.entries import Entry, SetAside, UnreadFile
from dhr_cases.chronology.table_files import WHAT_WE_READ
from dhr_cases.models import PartialDate
from dhr_cases.papers.combined_chronology.facts import ChronologyFacts
from dhr_cases.papers.invented import FRAME

EXAMPLE = ChronologyFacts(
    frame=FRAME,
    entries=(
        Entry(
            PartialDate.parse("2023-02-04"), "Northshire Police", "A neighbour called.", "22:10",
            persons="Wren", contact="Telephone", source="Incident log", response="Officers attended.",
            practice="Good practice", comment="A risk assessment was made.", indicator="yes", may_be_published="yes",
        ),
        Entry(PartialDate.parse("2023-02"), "Northshire Health Board", "Wren saw her doctor.", persons="Wren"),
        Entry(PartialDate.parse("2019"), "Northshire Council", "A tenancy began."),
    ),
    set_aside=(SetAside("health.csv", 7, "no date"),),
    unread=(UnreadFile("probation.pdf", WHAT_WE_READ),),
    files=4,
)  # fmt: skip  # an entry reads in the order of its columns
