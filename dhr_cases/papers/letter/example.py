"""How does a letter look as a paper? The invented letter to the Commissioner that goes with a report."""

from dhr_cases.papers.invented import FRAME
from dhr_cases.papers.letter.facts import LetterFacts

EXAMPLE = LetterFacts(
    FRAME,
    "Covering letter to the Domestic Abuse Commissioner",
    "To: the Domestic Abuse Commissioner\n\nOur reference: NSH-2024-03\n16 March 2026\nOFFICIAL-SENSITIVE\n\n"
    "Copy of a report: Wren/2024\n\nWith this letter we send you the report.\n\n"
    "Northshire Community Safety Partnership\nreviews@northshire.invalid",
)
