"""Does every act about a row say how it meets one that is dealt with: refused, begun with what stands, or another?"""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.actions.national import send_recommendation
from dhr_cases.errors import NotPermitted, ReviewError
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.registry import FORMS
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import (
    ActionStatus,
    Case,
    Criterion,
    DraftReading,
    Hold,
    NationalSending,
    Part,
    PartialDate,
    Person,
    QALetter,
    QAOutcome,
    QAPoint,
    ReplyKind,
    SectionComment,
    Submission,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import address_of, boxes, done_by_form, form_page, sent_form
from tests.conftest import Cast
from tests.every_row import give_every_row
from tests.followed import done_with_evidence, followed
from tests.released import approved, cleared_case, file_for_public, looked_through
from tests.seen import Seen, browser
from tests.standing import stand_at

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)


class Meets(StrEnum):
    """How the form of an act meets a row that is dealt with already."""

    REFUSES = "a sentence stands in place of the form"
    BEGINS = "the form begins with what is recorded, and a change takes its place"
    ADDS = "each time another row comes to it, or the row has no end"


MEETS: Mapping[Verb, Meets] = {
    Verb.PROTECT_WORDS: Meets.REFUSES,
    Verb.END_PROTECTION: Meets.REFUSES,
    Verb.END_LEGAL_HOLD: Meets.REFUSES,
    Verb.END_APPOINTMENT: Meets.REFUSES,
    Verb.SEAT_AGENCY: Meets.REFUSES,
    Verb.CHASE_REQUEST: Meets.REFUSES,
    Verb.ACCEPT_RETURN: Meets.REFUSES,
    Verb.SEND_BACK_RETURN: Meets.REFUSES,
    Verb.WITHDRAW_REQUEST: Meets.REFUSES,
    Verb.CLOSE_UNANSWERED: Meets.REFUSES,
    Verb.REOPEN_REQUEST: Meets.REFUSES,
    Verb.RECORD_READING: Meets.BEGINS,
    Verb.COMMENT_ON_SECTION: Meets.ADDS,
    Verb.ANSWER_COMMENT: Meets.BEGINS,
    Verb.OPEN_READING: Meets.REFUSES,
    Verb.EXTEND_READING: Meets.REFUSES,
    Verb.CLOSE_READING: Meets.REFUSES,
    Verb.ASSESS_CRITERION: Meets.BEGINS,
    Verb.ANSWER_QA_POINT: Meets.BEGINS,
    Verb.END_DATE_TO_AVOID: Meets.REFUSES,
    Verb.RECORD_RECIPIENT_TOLD: Meets.REFUSES,
    Verb.SCAN_FOR_RELEASE: Meets.ADDS,
    Verb.APPROVE_RELEASE: Meets.REFUSES,
    Verb.WITHDRAW_APPROVAL: Meets.REFUSES,
    Verb.PUT_UP_FILE: Meets.REFUSES,
    Verb.CORRECT_FILE: Meets.REFUSES,
    Verb.RECORD_ACTION: Meets.ADDS,
    Verb.UPDATE_ACTION: Meets.BEGINS,
    Verb.GRADE_RECOMMENDATION: Meets.BEGINS,
    Verb.ADD_EVIDENCE: Meets.REFUSES,
    Verb.VERIFY_ACTION: Meets.REFUSES,
    Verb.TRANSFER_ACTION: Meets.REFUSES,
    Verb.SUPERSEDE_ACTION: Meets.REFUSES,
    Verb.SEND_RECOMMENDATION: Meets.ADDS,
    Verb.RECORD_RECEIPT: Meets.BEGINS,
    Verb.RECORD_REPLY: Meets.BEGINS,
    Verb.END_HOLD: Meets.REFUSES,
    Verb.EXTEND: Meets.ADDS,
    Verb.RECORD_PROCEEDING: Meets.BEGINS,
    Verb.END_ROLE: Meets.REFUSES,
}
"""Every act that can be about a row. A new one fails the first test below until it is said how it meets such rows."""


def opens(form: type[ActForm], row: Model, by: User) -> bool:
    """Whether the row lets the page of an act open for the person."""
    try:
        form.check_subject(row, by)
    except ReviewError:
        return False
    return True


def begins_with(form: ActForm) -> bool:
    """Whether anything stands in the fields of a form before somebody types that would not without its row."""
    fields = [(form.get_initial_for_field(field, name), form.base_fields[name]) for name, field in form.fields.items()]
    return any(stands not in (None, "", field.initial) for stands, field in fields)


@pytest.mark.first_database
def test_meets_rows_that_are_dealt_with_as_the_table_says(case: Case, cast: Cast) -> None:
    """Asked of a review with a row of every kind in every state, so that an act that is added is asked as well."""
    rows = give_every_row(case)
    assert rows
    with change("A criterion", None):
        for number in (1, 2):
            Criterion.objects.create(partnership=cast.partnership, code=f"c{number}", text="Asked?", position=number)
    about = {verb: list(found) for verb, form in FORMS.items() if (found := form.subjects(case)) is not None}
    assert set(about) == set(MEETS)
    shut = {verb for verb, found in about.items() for row in found if not opens(FORMS[verb], row, cast.coordinator)}
    assert shut == {verb for verb, meets in MEETS.items() if meets is Meets.REFUSES}
    begin = {verb for verb, found in about.items() for row in found if begins_with(_form(verb, case, cast, row))}
    assert {verb for verb, meets in MEETS.items() if meets is Meets.BEGINS} - begin == {Verb.ASSESS_CRITERION}


def _form(verb: Verb, case: Case, cast: Cast, row: Model) -> ActForm:
    return FORMS[verb](case=case, by=cast.coordinator, subject=row)


def test_begins_an_assessment_with_what_was_found_before(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.DRAFTING)
    with change("A criterion", None):
        row = Criterion.objects.create(partnership=cast.partnership, code="c", text="Was the family asked?", position=1)
    assert form_page(cast.coordinator, case, Verb.ASSESS_CRITERION, row).values["note"] == ""
    done_by_form(cast.coordinator, case, Verb.ASSESS_CRITERION, {"finding": "partly", "note": "Late"}, row)
    page = form_page(cast.coordinator, case, Verb.ASSESS_CRITERION, row)
    assert (page.values["finding"], page.values["note"]) == ("partly", "Late")


def both_ways(user: User, case: Case, verb: Verb, row: Model, answers: Mapping[str, Any]) -> list[Seen]:
    """The page of an act as it opens, and what comes back when its form is sent from an old page."""
    return [Seen(browser(user).get(address_of(case, verb, row))), sent_form(user, case, verb, answers, row)]


def test_verifies_only_with_other_eyes_and_says_so_at_opening(case: Case, cast: Cast) -> None:
    """Whoever added the evidence reads why, in place of a form they would fill in for nothing."""
    action = done_with_evidence(cast, followed(case, cast.police))
    assert form_page(cast.coordinator, case, Verb.VERIFY_ACTION, action).buttons
    done_by_form(cast.coordinator, case, Verb.ADD_EVIDENCE, {"text": "A second audit"}, action)
    for page in both_ways(cast.coordinator, case, Verb.VERIFY_ACTION, action, {"verdict": "confirmed", "note": "x"}):
        assert (page.status, page.labels) == (403, [])
        assert "You added evidence for this action. Somebody else must verify it." in page
    action.refresh_from_db()
    assert (action.status, action.verified_on) == (ActionStatus.DONE, None)


def test_approves_only_what_lacks_nothing_but_approvals(case: Case, cast: Cast) -> None:
    """Not looked through, written by oneself, approved already: each in its own sentence, and nothing is written."""
    version = file_for_public(cast, cleared_case(cast, case), b"Nobody spoke.\n")
    said = "The file has not been looked through yet."
    for page in both_ways(cast.csp_chair, case, Verb.APPROVE_RELEASE, version, {"has_read": "on"}):
        assert (page.status, page.labels, said in page) == (409, [], True)
    looked_through(cast, case, version)
    assert form_page(cast.csp_chair, case, Verb.APPROVE_RELEASE, version).buttons
    own = Seen(browser(cast.coordinator).get(address_of(case, Verb.APPROVE_RELEASE, version)))
    assert own.status == 403
    assert "You wrote, ordered or added this file. Two other people must approve it." in own
    back = Seen(browser(cast.csp_chair).get(address_of(case, Verb.WITHDRAW_APPROVAL, version)))
    assert (back.status, "You have not approved this file." in back) == (409, True)
    approved(cast, case, version)
    for page in both_ways(cast.csp_chair, case, Verb.APPROVE_RELEASE, version, {"has_read": "on"}):
        assert (page.status, "You have approved this file already." in page) == (409, True)
    assert version.release_approvals.count() == 2
    assert form_page(cast.csp_chair, case, Verb.WITHDRAW_APPROVAL, version).labels == [
        "Why do you take your approval back?"
    ]


def copy(case: Case, number: int, **reader: Any) -> DraftReading:
    """A numbered copy of the draft."""
    with change("A copy", None):
        row: DraftReading = DraftReading.objects.create(
            case=case, copy_number=number, given_on=TODAY, due_on=TODAY + 7 * ONE, **reader
        )
    return row


def test_lets_readers_into_the_newest_copy_of_a_reader(case: Case, cast: Cast) -> None:
    """The earlier one was closed when the newer was given; it is not opened again by mistake."""
    stand_at(case, Stage.FAMILY_REVIEW)
    first, other, second = (
        copy(case, number, organisation=body) for number, body in enumerate((cast.health, cast.police, cast.health), 1)
    )
    for page in both_ways(
        cast.independent_chair, case, Verb.OPEN_READING, first, {"readers": [cast.panel_member.pk], **boxes("until")}
    ):
        assert (page.status, page.labels) == (409, [])
        assert "A newer copy was given: copy 3. Let readers into that." in page
    for row in (other, second):
        assert form_page(cast.independent_chair, case, Verb.OPEN_READING, row).buttons
    assert not first.accesses.exists()


def test_lets_nobody_into_a_copy_for_whose_reader_nobody_speaks(case: Case, cast: Cast) -> None:
    """Nobody of the refuge has a role on the case: a form without a box to tick helps nobody."""
    stand_at(case, Stage.FAMILY_REVIEW)
    row = copy(case, 1, organisation=cast.refuge)
    page = Seen(browser(cast.independent_chair).get(address_of(case, Verb.OPEN_READING, row)))
    assert (page.status, page.labels) == (409, [])
    assert "Nobody with an account speaks for this reader. Give somebody a role first." in page


@pytest.mark.parametrize(("may_witness", "status"), [(True, 409), (None, 409), (False, 200)])
def test_lets_no_witness_read_while_the_trial_is_waited_for(
    case: Case, cast: Cast, may_witness: bool | None, status: int
) -> None:
    stand_at(case, Stage.FAMILY_REVIEW)
    with change("A sister, a trial", None):
        sister = Person.objects.create(case=case, part=Part.FAMILY, pseudonym="Ann", is_trial_witness=may_witness)
        Hold.objects.create(case=case, reason=HoldReason.CRIMINAL_TRIAL, starts_on=TODAY, scope=[])
    row = copy(case, 1, person=sister)
    page = Seen(browser(cast.independent_chair).get(address_of(case, Verb.OPEN_READING, row)))
    assert page.status == status
    assert ("witness" in page.words) is (status == 409)


def test_answers_no_comment_that_one_may_not_read(case: Case, cast: Cast) -> None:
    """The family's points are for those who work with the family; others read so, and nothing of the point."""
    stand_at(case, Stage.FAMILY_REVIEW)
    with change("A sister", None):
        sister = Person.objects.create(case=case, part=Part.FAMILY, pseudonym="Ann")
        row = copy(case, 1, person=sister)
        by = cast.family_advocate
        comment = SectionComment.objects.create(case=case, reading=row, number=1, text="She asked twice.", by=by)
    form = FORMS[Verb.ANSWER_COMMENT]
    reads = {name for name, user in cast.people().items() if opens(form, comment, user)}
    assert reads == {"coordinator", "independent_chair", "family_advocate"}
    with pytest.raises(NotPermitted) as refused:
        form.check_subject(comment, cast.panel_member)
    assert refused.value.sentence == "This comment is kept for those who work with its reader."


@pytest.fixture
def sending(case: Case, cast: Cast) -> NationalSending:
    """A recommendation that went to a department ten days ago."""
    row = followed(case, cast.police).recommendation
    return send_recommendation(
        case=case, by=cast.coordinator, recommendation=row, addressee="Home Office", sent_on=TODAY - 10 * ONE
    )


RECORDED = "This is recorded already. What you change takes its place; the earlier words stay in the history."


def test_begins_with_an_arrival_that_is_recorded(case: Case, cast: Cast, sending: NationalSending) -> None:
    """It began empty and wrote over what stood there without a word."""
    empty = form_page(cast.coordinator, case, Verb.RECORD_RECEIPT, sending)
    assert (empty.values["note"], empty.values["receipt_on_day"], RECORDED in empty) == ("", "", False)
    came = TODAY - 9 * ONE
    answers = {"note": "Signed for", **boxes("receipt_on", came)}
    done_by_form(cast.coordinator, case, Verb.RECORD_RECEIPT, answers, sending)
    page = form_page(cast.coordinator, case, Verb.RECORD_RECEIPT, sending)
    assert RECORDED in page
    assert (page.values["note"], page.values["receipt_on_day"]) == ("Signed for", str(came.day))
    assert page.values["receipt_on_year"] == str(came.year)


def test_begins_with_a_reply_that_is_recorded(case: Case, cast: Cast, sending: NationalSending) -> None:
    """Of a reply, and not of an arrival alone."""
    with change("It arrived", None):
        sending.receipt_on, sending.receipt_note = TODAY, "Signed for"
        sending.save()
    empty = form_page(cast.coordinator, case, Verb.RECORD_REPLY, sending)
    assert (empty.values["text"], "reply" in empty.values, RECORDED in empty) == ("", False, False)
    answers = {"reply": ReplyKind.PARTLY.value, "text": "In one force", **boxes("reply_on")}
    done_by_form(cast.coordinator, case, Verb.RECORD_REPLY, answers, sending)
    page = form_page(cast.coordinator, case, Verb.RECORD_REPLY, sending)
    assert RECORDED in page
    assert (page.values["reply"], page.values["text"]) == ("partly", "In one force")
    assert page.values["reply_on_day"] == str(TODAY.day)


def test_answers_a_point_of_the_newest_letter_alone(case: Case, cast: Cast) -> None:
    """A point of an earlier letter is not found; one that is answered begins with its answer."""
    stand_at(case, Stage.AMENDING)
    day = PartialDate.on(TODAY)
    with change("Two letters", None):
        rounds = [Submission.objects.create(case=case, round=number, on=day) for number in (1, 2)]
        old, new = (
            QALetter.objects.create(submission=each, letter_on=day, board_on=day, outcome=QAOutcome.choices[0][0])
            for each in rounds
        )
        early = QAPoint.objects.create(letter=old, number="1", text="Say when")
        late = QAPoint.objects.create(
            letter=new, number="1", text="Say why", is_accepted=False, response="It was not known", after_text="None"
        )
    assert Seen(browser(cast.coordinator).get(address_of(case, Verb.ANSWER_QA_POINT, early))).status == 404
    page = form_page(cast.coordinator, case, Verb.ANSWER_QA_POINT, late)
    shown = [page.values[name] for name in ("is_accepted", "response", "before_text", "after_text")]
    assert shown == ["no", "It was not known", "", "None"]
