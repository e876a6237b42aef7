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


ANOTHER = "This copy belongs to another case."


def copy_elsewhere(other_case: Case, cast: Cast) -> DraftReading:
    """A copy of a draft of another review."""
    row: DraftReading = put(
        DraftReading, case=other_case, copy_number=1, organisation=cast.health, given_on=TODAY, due_on=TODAY
    )
    return row


def test_lets_nobody_into_a_copy_that_is_not_theirs(case: Case, other_case: Case, cast: Cast) -> None:
    """Nor into a foreign copy, nor for no reader, a foreign section or a past day."""
    copies = give_copies(cast, case, [cast.second_author, cast.panel_member])
    foreign = copy_elsewhere(other_case, cast)
    other = put(ReportSection, case=other_case, kind=OVERVIEW, code="title", heading="Title", position=1)
    opening: dict[str, Any] = {"reading": copies["health"], "readers": [cast.second_author], "until": in_days(3)}
    let_in = reading_room.open_reading
    check_refused(
        [
            No(let_in, ANOTHER, {**opening, "reading": foreign}),
            No(let_in, "Choose who may read the copy.", {**opening, "readers": []}),
            No(
                let_in,
                "A section belongs to another case, or nothing is written in it yet.",
                {**opening, "sections": [other]},
            ),
            No(let_in, "The last day of reading is past. Enter a later one.", {**opening, "until": in_days(-1)}),
            No(
                let_in,
                "Family Advocate does not speak for the reader of copy 1.",
                {**opening, "readers": [cast.second_author, cast.family_advocate]},
                NotPermitted,
            ),
            No(
                let_in,
                "Second Author does not speak for the reader of copy 2.",
                {**opening, "reading": copies["sister"]},
                NotPermitted,
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_changes_no_way_in_that_is_foreign_or_closed(case: Case, other_case: Case, cast: Cast) -> None:
    """Nor to a past day, and none is closed without a reason."""
    copies = give_copies(cast, case, [cast.second_author, cast.panel_member])
    way = access_of(copies["health"], cast.second_author)
    strange = put(ReadingAccess, reading=copy_elsewhere(other_case, cast), reader=cast.second_author, ends_on=TODAY)
    until = in_days(3)
    extend, close = reading_room.extend_reading, reading_room.close_reading
    said: dict[str, Any] = {"case": case, "by": cast.coordinator}
    check_refused(
        [
            No(extend, ANOTHER, {"access": strange, "until": until}),
            No(
                extend,
                "The last day of reading is past. Close the way in instead.",
                {"access": way, "until": in_days(-1)},
            ),
            No(close, ANOTHER, {"access": strange, "reason": "Left"}),
            No(close, "Give the reason.", {"access": way, "reason": " "}),
        ],
        **said,
    )
    close(**said, access=way, reason="Left")
    check_refused(
        [
            No(extend, "This way in is closed. Let the reader in again instead.", {"until": until}),
            No(close, "This way in is closed already.", {"reason": "Left"}),
        ],
        **said,
        access=way,
    )


def test_opens_no_page_and_takes_no_words_in_a_copy_of_others(case: Case, cast: Cast) -> None:
    """A comment and a disagreement have their words."""
    copies = give_copies(cast, case, [cast.second_author, cast.panel_member])
    passage = copies["sister"].passages.first()
    room = reading_room
    closed = "This copy is not open to you any more. Ask the coordinator of the review."
    check_refused(
        [
            No(room.open_page, closed, {"by": cast.family_advocate}, NotPermitted),
            No(room.open_page, closed, {"by": cast.panel_member}, NotPermitted),
            No(room.open_page, closed, {"passage": passage}, NotPermitted),
            No(room.comment_on_copy, closed, {"text": "X", "passage": passage}, NotPermitted),
            No(room.comment_on_copy, "Enter your comment.", {"text": " "}),
            No(room.finish_reading, "Say what you disagree with.", {"words": " ", "has_disagreement": True}),
        ],
        access=access_of(copies["health"], cast.second_author),
        by=cast.second_author,
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


def seat_health(case: Case, cast: Cast) -> None:
    """The family reads the draft, and only the health trust sits on the panel."""
    stand_at(case, Stage.FAMILY_REVIEW)
    put(PanelSeat, case=case, organisation=cast.health, member_name="Sam", starts_on=TODAY)


def test_takes_an_answer_only_from_the_agency_of_the_member(case: Case, cast: Cast) -> None:
    """A refusal has its reason, and no answer is given in the future."""
    seat_health(case, cast)
    approve = drafting.approve_for_agency
    own = "You answer only for the agency you sit on the panel for."
    reason = "Give the reason why the agency does not approve."
    check_refused(
        [
            No(approve, own, {"organisation": cast.police, "is_approved": True}, NotPermitted),
            No(approve, reason, {"is_approved": False, "note": " "}),
            No(approve, LATER.format("The date of the answer"), {"is_approved": True, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.panel_member,
    )


def test_takes_an_answer_only_from_an_agency_that_sits(case: Case, cast: Cast) -> None:
    """With how it was given; and a draft goes back only with a reason."""
    seat_health(case, cast)
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


def test_approves_nothing_past_a_dissent_and_signs_nothing_off_without_a_minute(case: Case, cast: Cast) -> None:
    """The panel says how it dealt with an agency that does not approve."""
    seat_health(case, cast)
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


FOREIGN_CRITERION = "A criterion belongs to another partnership."


def criterion_elsewhere() -> Criterion:
    """A criterion of another partnership."""
    far = put(Partnership, code="elsewhere", name="Elsewhere CSP")
    row: Criterion = put(Criterion, partnership=far, code="tone", text="Is the tone right?", position=1)
    return row


def points_of_two_letters(case: Case) -> list[QAPoint]:
    """The one point of an earlier letter, and that of the letter that waits for answers."""
    stand_at(case, Stage.AMENDING)
    points = []
    for number in (1, 2):
        sent = put(Submission, case=case, round=number, on=TODAY, sent_to="Home Office")
        row = put(QALetter, submission=sent, letter_on=TODAY, outcome=QAOutcome.RESUBMIT)
        points.append(put(QAPoint, letter=row, number="1", text="Say more"))
    return points


def test_records_no_letter_that_contradicts_itself(case: Case, cast: Cast) -> None:
    """A letter has points where they are to be answered, and its criteria are the partnership's own."""
    stand_at(case, Stage.AT_QA)
    record = assurance.record_qa_letter
    pointed = [NewPoint("1", "Say more", criterion=criterion_elsewhere())]
    letter: dict[str, Any] = {"outcome": QAOutcome.RESUBMIT, "letter_on": TODAY, "points": [NewPoint("1", "Say more")]}
    check_refused(
        [
            No(
                record,
                "Enter the points of the letter, each on a line with its number.",
                {**letter, "points": []},
            ),
            No(
                record,
                "A letter that clears with no change has no points to answer.",
                {**letter, "outcome": QAOutcome.CLEARED_NO_CHANGE},
            ),
            No(record, FOREIGN_CRITERION, {**letter, "points": pointed}),
            No(record, "No submission is recorded. Correct the record first.", letter),
            No(record, LATER.format("The date of the letter"), {**letter, "letter_on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_answers_only_a_point_of_the_letter_that_waits(case: Case, cast: Cast) -> None:
    """In words, and under a criterion of the partnership's own."""
    earlier, waiting = points_of_two_letters(case)
    answer: dict[str, Any] = {"point": waiting, "is_accepted": True, "response": "Done"}
    check_refused(
        [
            No(
                assurance.answer_qa_point,
                "This point belongs to an earlier letter or another case.",
                {**answer, "point": earlier},
            ),
            No(
                assurance.answer_qa_point,
                "Say what was done, or why the point is not accepted.",
                {**answer, "response": " "},
            ),
            No(assurance.answer_qa_point, FOREIGN_CRITERION, {**answer, "criterion": criterion_elsewhere()}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_assesses_only_a_criterion_in_use_and_says_what_is_missing(case: Case, cast: Cast) -> None:
    """The criterion is the partnership's own; every finding but that it is met has a note."""
    points_of_two_letters(case)
    unused = put(Criterion, partnership=cast.partnership, code="old", text="Old?", position=1, is_used=False)
    used = put(Criterion, partnership=cast.partnership, code="new", text="New?", position=2)
    assess = assessment.assess_criterion
    note = "Say what is missing, or why it does not apply."
    found: dict[str, Any] = {"criterion": used, "finding": Finding.MET}
    foreign = criterion_elsewhere()
    check_refused(
        [
            No(assess, "This criterion belongs to another partnership.", {**found, "criterion": foreign}),
            No(assess, "This criterion is out of use.", {**found, "criterion": unused}),
            *(
                No(assess, note, {**found, "finding": finding, "note": " "})
                for finding in Finding
                if finding is not Finding.MET
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
