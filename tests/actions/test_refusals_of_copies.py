"""In which whole sentence is each act refused on copies of a draft, its approval, and rounds with the Home Office?"""

import datetime
from typing import Any

from django.utils import timezone

from dhr_cases.actions import assessment, assurance, drafting, reading_room
from dhr_cases.actions.assurance import NewPoint
from dhr_cases.errors import NotPermitted
from dhr_cases.models import (
    AgencyApproval,
    Case,
    Criterion,
    DraftReading,
    Finding,
    PanelSeat,
    Part,
    Partnership,
    Person,
    QALetter,
    QAOutcome,
    QAPoint,
    ReadingAccess,
    ReportSection,
    Submission,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.reading_copies import access_of, give_copies, in_days, write_sections
from tests.refusals import No, check_refused
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."
OVERVIEW = PaperKind.OVERVIEW_REPORT


# copies and the reading room


def test_lets_nobody_into_a_copy_that_is_not_theirs(case: Case, other_case: Case, cast: Cast) -> None:
    """Nor for no copy, no section, no day or no reason."""
    copies = give_copies(cast, case, [cast.second_author, cast.panel_member])
    health, sister = copies["health"], copies["sister"]
    way = access_of(health, cast.second_author)
    foreign = put(DraftReading, case=other_case, copy_number=1, organisation=cast.health, given_on=TODAY, due_on=TODAY)
    strange = put(ReadingAccess, reading=foreign, reader=cast.second_author, ends_on=TODAY)
    other = put(ReportSection, case=other_case, kind=OVERVIEW, code="title", heading="Title", position=1)
    until, past = in_days(3), in_days(-1)
    opening: dict[str, Any] = {"reading": health, "readers": [cast.second_author], "until": until}
    room = reading_room
    another = "This copy belongs to another case."
    check_refused(
        [
            No(room.open_reading, another, {**opening, "reading": foreign}),
            No(room.open_reading, "Choose who may read the copy.", {**opening, "readers": []}),
            No(
                room.open_reading,
                "A section belongs to another case, or nothing is written in it yet.",
                {**opening, "sections": [other]},
            ),
            No(
                room.open_reading,
                "The last day of reading is past. Enter a later one.",
                {**opening, "until": past},
            ),
            No(
                room.open_reading,
                "Family Advocate does not speak for the reader of copy 1.",
                {**opening, "readers": [cast.second_author, cast.family_advocate]},
                NotPermitted,
            ),
            No(
                room.open_reading,
                "Second Author does not speak for the reader of copy 2.",
                {**opening, "reading": sister},
                NotPermitted,
            ),
            No(room.extend_reading, another, {"access": strange, "until": until}),
            No(
                room.extend_reading,
                "The last day of reading is past. Close the way in instead.",
                {"access": way, "until": past},
            ),
            No(room.close_reading, another, {"access": strange, "reason": "Left"}),
            No(room.close_reading, "Give the reason.", {"access": way, "reason": " "}),
        ],
        case=case,
        by=cast.coordinator,
    )
    closed = "This copy is not open to you any more. Ask the coordinator of the review."
    check_refused(
        [
            No(room.open_page, closed, {"by": cast.family_advocate}, NotPermitted),
            No(room.open_page, closed, {"by": cast.panel_member}, NotPermitted),
            No(room.open_page, closed, {"passage": sister.passages.first()}, NotPermitted),
            No(room.comment_on_copy, closed, {"text": "X", "passage": sister.passages.first()}, NotPermitted),
            No(room.comment_on_copy, "Enter your comment.", {"text": " "}),
            No(room.finish_reading, "Say what you disagree with.", {"words": " ", "has_disagreement": True}),
        ],
        access=way,
        by=cast.second_author,
    )
    room.close_reading(case=case, by=cast.coordinator, access=way, reason="Left")
    check_refused(
        [
            No(room.extend_reading, "This way in is closed. Let the reader in again instead.", {"until": until}),
            No(room.close_reading, "This way in is closed already.", {"reason": "Left"}),
        ],
        case=case,
        by=cast.coordinator,
        access=way,
    )


def test_sends_no_draft_to_nobody_and_none_too_late(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.DRAFTING)
    write_sections(cast, case)
    stranger = put(Person, case=other_case, part=Part.FAMILY, pseudonym="Elm")
    send = drafting.send_for_reading
    said: dict[str, Any] = {"agencies": [cast.health], "due_on": in_days(21)}
    check_refused(
        [
            No(send, "Choose at least one reader.", {**said, "agencies": []}),
            No(send, "A reader belongs to another case.", {**said, "family": [stranger]}),
            No(
                send,
                "The day for comments is before the day the draft was given.",
                {**said, "on": TODAY, "due_on": TODAY - DAY},
            ),
            No(
                send,
                "Family Advocate speaks for none of the readers chosen.",
                {**said, "readers": [cast.second_author, cast.family_advocate]},
            ),
            No(send, LATER.format("The date the draft was given"), {**said, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


# approvals


def test_takes_an_answer_only_from_an_agency_that_sits(case: Case, cast: Cast) -> None:
    """By its own member, or with how it was given; a refusal has its reason and the panel deals with it."""
    stand_at(case, Stage.FAMILY_REVIEW)
    put(PanelSeat, case=case, organisation=cast.health, member_name="Sam", starts_on=TODAY)
    own = "You answer only for the agency you sit on the panel for."
    reason = "Give the reason why the agency does not approve."
    check_refused(
        [
            No(drafting.approve_for_agency, own, {"organisation": cast.police, "is_approved": True}, NotPermitted),
            No(drafting.approve_for_agency, reason, {"is_approved": False, "note": " "}),
            No(
                drafting.approve_for_agency,
                LATER.format("The date of the answer"),
                {"is_approved": True, "on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.panel_member,
    )
    given: dict[str, Any] = {"organisation": cast.police, "is_approved": True}
    check_refused(
        [
            No(drafting.record_agency_approval, "Say how the answer was given, and by whom.", {**given, "note": " "}),
            No(
                drafting.record_agency_approval,
                "Testshire Police has no seat on the panel.",
                {**given, "note": "By letter"},
            ),
            No(drafting.send_back_to_draft, "Give the reason.", {"reason": ""}),
        ],
        case=case,
        by=cast.independent_chair,
    )
    put(AgencyApproval, case=case, organisation=cast.health, on=TODAY, is_approved=False, given_by=cast.coordinator)
    check_refused(
        [
            No(
                drafting.record_panel_approval,
                "Not approved by Testshire NHS Trust. Record how the panel dealt with the dissent, and why.",
                {"dissent": " "},
            )
        ],
        case=case,
        by=cast.independent_chair,
    )
    stand_at(case, Stage.PANEL_APPROVED)
    check_refused(
        [No(drafting.sign_off, "Name the minute that records the sign-off.", {"minute": " "})],
        case=case,
        by=cast.csp_chair,
    )


# rounds with the Home Office


def test_records_no_letter_that_contradicts_itself(case: Case, other_case: Case, cast: Cast) -> None:
    """A criterion is the partnership's own, and a point is of the letter that waits for answers."""
    far = put(Partnership, code="elsewhere", name="Elsewhere CSP")
    foreign = put(Criterion, partnership=far, code="tone", text="Is the tone right?", position=1)
    unused = put(Criterion, partnership=cast.partnership, code="old", text="Old?", position=1, is_used=False)
    used = put(Criterion, partnership=cast.partnership, code="new", text="New?", position=2)
    stand_at(case, Stage.AT_QA)
    letter: dict[str, Any] = {"outcome": QAOutcome.RESUBMIT, "letter_on": TODAY, "points": [NewPoint("1", "Say more")]}
    check_refused(
        [
            No(
                assurance.record_qa_letter,
                "Enter the points of the letter, each on a line with its number.",
                {**letter, "points": []},
            ),
            No(
                assurance.record_qa_letter,
                "A letter that clears with no change has no points to answer.",
                {**letter, "outcome": QAOutcome.CLEARED_NO_CHANGE},
            ),
            No(
                assurance.record_qa_letter,
                "A criterion belongs to another partnership.",
                {**letter, "points": [NewPoint("1", "Say more", criterion=foreign)]},
            ),
            No(assurance.record_qa_letter, "No submission is recorded. Correct the record first.", letter),
            No(
                assurance.record_qa_letter, LATER.format("The date of the letter"), {**letter, "letter_on": TODAY + DAY}
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
    stand_at(case, Stage.AMENDING)
    points = []
    for number in (1, 2):
        sent = put(Submission, case=case, round=number, on=TODAY, sent_to="Home Office")
        row = put(QALetter, submission=sent, letter_on=TODAY, outcome=QAOutcome.RESUBMIT)
        points.append(put(QAPoint, letter=row, number="1", text="Say more"))
    answer: dict[str, Any] = {"point": points[1], "is_accepted": True, "response": "Done"}
    note = "Say what is missing, or why it does not apply."
    found: dict[str, Any] = {"criterion": used, "finding": Finding.MET}
    check_refused(
        [
            No(
                assurance.answer_qa_point,
                "This point belongs to an earlier letter or another case.",
                {**answer, "point": points[0]},
            ),
            No(
                assurance.answer_qa_point,
                "Say what was done, or why the point is not accepted.",
                {**answer, "response": " "},
            ),
            No(
                assurance.answer_qa_point,
                "A criterion belongs to another partnership.",
                {**answer, "criterion": foreign},
            ),
            No(
                assessment.assess_criterion,
                "This criterion belongs to another partnership.",
                {**found, "criterion": foreign},
            ),
            No(assessment.assess_criterion, "This criterion is out of use.", {**found, "criterion": unused}),
            *(
                No(assessment.assess_criterion, note, {**found, "finding": finding, "note": " "})
                for finding in Finding
                if finding is not Finding.MET
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
