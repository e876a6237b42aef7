"""Which invented meeting do the examples of its papers print? No body, person or answer here is real."""

from datetime import date

from governance.meeting_terms import AttendanceClass
from governance.papers.meeting_rows import (
    AskRow,
    ItemRow,
    LimbRow,
    MeetingHead,
    NoteRow,
    PlanRow,
    QuestionRow,
    ResolutionRow,
)

MET_ON = date(2031, 3, 20)
HEAD = MeetingHead(
    partnership="Northshire Community Safety Partnership",
    body="Northshire Safety Board",
    on=MET_ON,
    held="Online",
    state="Draft, not yet approved",
    is_public=True,
    sits_as="Crime and Disorder Committee",
    starts_at="14:00",
    contact="safety@northshire.example",
)
ASK = AskRow(
    organisation="Northshire Probation",
    text="to consider its part of the cost of reviews",
    minute="53",
    due_on=date(2031, 5, 1),
    standing="Waits for an answer",
)
QUESTION = QuestionRow("a", "How many reviews are under way?", "A member", "Four.", "53")
OPEN_QUESTION = QuestionRow("b", "When is the next one published?", minute="53")
ITEMS = (
    ItemRow(
        code="A4", part="A", title="Minutes of 12 November 2030", presenters="The chair", purpose="to approve them",
        minute=51, paragraphs=("The minutes were read.",),
        resolutions=(ResolutionRow("the minutes were correctly recorded."),),
    ),
    ItemRow(
        code="B1", part="B", title="Community safety agreement", presenters="Head of Community Safety", minute=52,
        purpose="to comment and agree", papers=("Draft agreement",), paragraphs=("The draft was introduced.",),
        resolutions=(
            ResolutionRow("the Board", ("a) consider and comment on the draft.", "b) agree the priorities.")),
        ),
    ),
    ItemRow(
        code="D1", part="D", title="Reviews: update", presenters="Review coordinator", purpose="to note", minute=53,
        paragraphs=("An update was given.", "Members asked about the cost."), asks=(ASK,),
        questions=(QUESTION, OPEN_QUESTION), resolutions=(ResolutionRow("the update be noted."),),
        notes=(NoteRow(date(2031, 4, 2), "The slides were sent to members."),),
    ),
    ItemRow(
        code="E1", part="E", title="Restricted item", is_restricted=True, restricted_why="Terms of a contract",
        minute=54,
    ),
)  # fmt: skip  # an item in one glance
ATTENDANCE = {
    AttendanceClass.PRESENT: ("Ms Invented (in the Chair)", "Mr Made-Up (Northshire Police)"),
    AttendanceClass.IN_ATTENDANCE: ("Mrs Fable (Clerk)",),
}
LIMBS = (
    LimbRow("52", MET_ON, "agree the priorities, taking comments into account", "Agree, with comments",
            "Open"),
    LimbRow("48", date(2030, 11, 12), "receive an update on road safety", "Receive a further update", "Overdue",
            date(2031, 3, 1)),
)  # fmt: skip  # a limb in one glance
PLAN = (
    PlanRow("Update on road safety", "March 2031", "Once", "Item B5, Board, 12 November 2030", date(2031, 7, 17)),
    PlanRow("Yearly report", "March 2032", "Each year"),
)
