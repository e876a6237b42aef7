"""How does a test's briefing come to be written? From a summary that two people released."""

from dhr_cases.models import Case, PublicRecord
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import Block, Heading, Paper, Paragraph
from learning.actions.briefings import write_box
from learning.briefing_boxes import BRIEFINGS, BriefingKind
from tests.conftest import Cast
from tests.released import cleared_case, published, released
from tests.remembered import remembered

HEADED = (
    ("Introduction", ("Robin died after abuse by a partner.", "Seven services knew the family.")),
    ("Chronology", ("Abuse was first reported a year before.",)),
    ("Good practice", ("A health visitor asked each time.",)),
    ("Lessons", ("Separation raises the risk.", "Ask again when things change.", "Write down who was told.")),
    ("Recommendations", ("The trust trains every ward manager.",)),
)
FIRST_LESSON = 5
"""The number of the first paragraph under "Lessons"."""


def published_with_summary(cast: Cast, case: Case) -> PublicRecord:
    """The review on the register with an executive summary in Word that anybody may read."""
    if cast.watch.wrote:
        _publish(cast, case)
    else:
        remembered("published with a summary", lambda: _publish(cast, case), case.at)
        case.refresh_from_db()
    return PublicRecord.objects.get(case=case)


def _publish(cast: Cast, case: Case) -> None:
    cleared_case(cast, case)
    released(cast, case, summary(), PaperKind.PUBLISHED_SUMMARY, "summary.docx")
    published(cast, case)


def summary() -> bytes:
    """The executive summary as a Word file."""
    blocks: list[Block] = []
    for heading, texts in HEADED:
        blocks += [Heading(heading), *map(Paragraph, texts)]
    return word.write(Paper("Robin/2019", "Executive summary", "Testshire", tuple(blocks)))


def write_all(cast: Cast, case: Case, kind: BriefingKind, but: str = "") -> None:
    """The coordinator writes something in order into every box, one left out."""
    for box in BRIEFINGS[kind].boxes:
        if box.code != but:
            text = "\n".join(f"{words} [{FIRST_LESSON}]" for words in ("Ask.", "Ask again.", "Tell."))
            write_box(case=case, by=cast.coordinator, kind=kind, code=box.code, text=text, based_on=0)
