"""The report is drafted, read, approved agency by agency and signed off."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import core, drafting
from dhr_cases.actions.memberships import end_role
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    AgencyApproval,
    Case,
    CaseEvent,
    CaseMembership,
    DraftReading,
    Hold,
    Organisation,
    Part,
    Person,
    SignOff,
)
from dhr_cases.models.history import change
from dhr_cases.policies.drafting import approval_round, seated_agencies
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.standing import stand_at
from tests.steps_writing import to_family_review

TODAY = timezone.localdate()
IN_THREE_WEEKS = TODAY + datetime.timedelta(weeks=3)


def relative(case: Case, *, is_witness: bool | None) -> Person:
    """A sister of the person who died."""
    with change("Test person", None):
        person: Person = Person.objects.create(
            case=case, part=Part.FAMILY, pseudonym="Sky", is_trial_witness=is_witness
        )
    return person


def hold_for_trial(case: Case) -> Hold:
    """The review waits for a criminal trial; only interviews stop."""
    with change("Test hold", None):
        hold: Hold = Hold.objects.create(case=case, reason="criminal_trial", scope=["interviews"], starts_on=TODAY)
    return hold


def send_to(case: Case, cast: Cast, *family: Person) -> tuple[DraftReading, ...]:
    return drafting.send_for_reading(
        case=case, by=cast.independent_chair, agencies=[cast.health], family=family, due_on=IN_THREE_WEEKS
    )


def answer_for(case: Case, cast: Cast, *, is_approved: bool, note: str = "") -> AgencyApproval:
    """The panel member answers for the health trust."""
    return drafting.approve_for_agency(case=case, by=cast.panel_member, is_approved=is_approved, note=note)


def answer_for_others(case: Case, cast: Cast) -> None:
    """The coordinator records the approval of every other agency."""
    for body in seated_agencies(case):
        if body != cast.health:
            drafting.record_agency_approval(
                case=case, by=cast.coordinator, organisation=body, is_approved=True, note="Said so in the meeting."
            )


def test_starts_drafting(case: Case, cast: Cast) -> None:
    """The stage moves on the day given."""
    stand_at(case, Stage.PANEL_WORK)
    drafting.start_drafting(case=case, by=cast.independent_chair, on=TODAY)
    assert (case.stage, case.stage_since) == (Stage.DRAFTING, TODAY)


def test_refuses_to_start_by_a_panel_member(case: Case, cast: Cast) -> None:
    """The chair or coordinator starts it."""
    stand_at(case, Stage.PANEL_WORK)
    with pytest.raises(NotPermitted, match="independent chair"):
        drafting.start_drafting(case=case, by=cast.panel_member)


def test_refuses_to_start_before_the_information_is_in(case: Case, cast: Cast) -> None:
    """The sentence says from which stages it can be done."""
    with pytest.raises(NotNow, match="Panel at work"):
        drafting.start_drafting(case=case, by=cast.independent_chair)


def test_gives_numbered_copies(case: Case, cast: Cast) -> None:
    """Each reader has a copy of their own, and the numbers go on in a second round."""
    case_at(cast, case, Stage.DRAFTING)
    copies = send_to(case, cast, relative(case, is_witness=False))
    assert [(row.copy_number, row.due_on) for row in copies] == [(1, IN_THREE_WEEKS), (2, IN_THREE_WEEKS)]
    drafting.send_back_to_draft(case=case, by=cast.independent_chair, reason="A date is wrong.")
    assert [row.copy_number for row in send_to(case, cast)] == [3]


def test_tells_no_name_in_the_event_of_a_reading(case: Case, cast: Cast) -> None:
    """The event counts readers and names nobody."""
    case_at(cast, case, Stage.DRAFTING)
    send_to(case, cast, relative(case, is_witness=False))
    detail = CaseEvent.objects.get(case=case, kind=Event.FAMILY_READING_STARTED).detail
    assert detail == {"agencies": 1, "family": 1, "comments_by": IN_THREE_WEEKS.isoformat()}


def test_refuses_a_reading_without_a_draft(case: Case, cast: Cast) -> None:
    """There must be an overview report to read."""
    stand_at(case, Stage.DRAFTING)
    with pytest.raises(Incomplete, match="no draft to read"):
        send_to(case, cast)
    assert not DraftReading.objects.exists()


@pytest.mark.parametrize(("is_witness", "sentence"), [(True, "may be a witness at"), (None, "nobody has said")])
def test_refuses_a_possible_witness_while_a_trial_is_waited_for(
    case: Case, cast: Cast, is_witness: bool | None, sentence: str
) -> None:
    """A witness, or one nobody has asked about, does not read the draft before the trial."""
    case_at(cast, case, Stage.DRAFTING)
    hold_for_trial(case)
    with pytest.raises(Incomplete, match=sentence):
        send_to(case, cast, relative(case, is_witness=is_witness))
    assert not DraftReading.objects.exists()


def test_lets_a_witness_read_once_the_trial_has_ended(case: Case, cast: Cast) -> None:
    """A hold that ended binds nobody."""
    case_at(cast, case, Stage.DRAFTING)
    with change("Test hold", None):
        hold = hold_for_trial(case)
        hold.ends_on = TODAY
        hold.save()
    assert len(send_to(case, cast, relative(case, is_witness=True))) == 2


def test_refuses_a_reading_by_nobody(case: Case, cast: Cast) -> None:
    """At least one reader is chosen, and the day for comments lies ahead of the giving."""
    case_at(cast, case, Stage.DRAFTING)
    with pytest.raises(Incomplete) as refusal:
        drafting.send_for_reading(case=case, by=cast.coordinator, due_on=TODAY - datetime.timedelta(days=1))
    assert len(refusal.value.missing) == 2


def test_keeps_a_reader_s_disagreement(case: Case, cast: Cast) -> None:
    """What the reader said, and what was done, are on the copy."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    reading = DraftReading.objects.filter(case=case)[0]
    drafting.record_reading(
        case=case,
        by=cast.coordinator,
        reading=reading,
        comments="We never refused help.",
        response="Both accounts stand in section 7.",
        has_disagreement=True,
    )
    reading.refresh_from_db()
    assert (reading.comments, reading.has_disagreement, reading.answered_on) == ("We never refused help.", True, TODAY)
    event = CaseEvent.objects.get(case=case, kind=Event.READING_ANSWERED)
    assert event.detail == {"copy": reading.copy_number, "disagreement": True}


def test_refuses_a_disagreement_without_an_answer(case: Case, cast: Cast) -> None:
    """A disagreement is kept together with what was done about it."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    reading = DraftReading.objects.filter(case=case)[0]
    with pytest.raises(Incomplete, match="what was done"):
        drafting.record_reading(case=case, by=cast.coordinator, reading=reading, comments="No.", has_disagreement=True)


def test_answers_for_the_member_s_own_agency(case: Case, cast: Cast) -> None:
    """The agency comes from the person's membership; a second answer in the round replaces the first."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    answer_for(case, cast, is_approved=False, note="A date is wrong.")
    answer_for(case, cast, is_approved=True)
    row = AgencyApproval.objects.get(case=case, organisation=cast.health)
    assert (row.is_approved, row.round, row.given_by) == (True, 1, cast.panel_member)
    assert CaseEvent.objects.filter(case=case, kind=Event.AGENCY_APPROVED).count() == 2


def test_refuses_an_answer_for_another_agency(case: Case, cast: Cast) -> None:
    """Nobody answers for an agency they do not sit for."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    with pytest.raises(NotPermitted, match="only for the agency you sit"):
        drafting.approve_for_agency(case=case, by=cast.panel_member, is_approved=True, organisation=cast.refuge)
    assert not AgencyApproval.objects.exists()


def test_refuses_an_answer_after_the_role_has_ended(case: Case, cast: Cast) -> None:
    """Ending the role takes effect with the next act."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    for member in CaseMembership.objects.filter(case=case, user=cast.panel_member, role=Role.PANEL_MEMBER):
        end_role(case=case, by=cast.coordinator, membership=member, reason="Left the trust.")
    with pytest.raises(NotPermitted, match="panel member"):
        answer_for(case, cast, is_approved=True)


def test_refuses_a_refusal_without_a_reason(case: Case, cast: Cast) -> None:
    """Dissent carries its reason."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    with pytest.raises(Incomplete, match="reason why"):
        answer_for(case, cast, is_approved=False)


def test_refuses_an_answer_on_behalf_without_saying_how_it_came(case: Case, cast: Cast) -> None:
    """The note says who gave the answer, and how."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    with pytest.raises(Incomplete, match="how the answer was given"):
        drafting.record_agency_approval(
            case=case, by=cast.coordinator, organisation=cast.health, is_approved=True, note=" "
        )


def test_refuses_an_answer_of_an_agency_without_a_seat(case: Case, cast: Cast) -> None:
    """Only agencies on the panel approve."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    with change("Test body", None):
        stranger = Organisation.objects.create(code="stranger", name="Elsewhere Council", kind="council")
    with pytest.raises(Incomplete, match="no seat"):
        drafting.record_agency_approval(
            case=case, by=cast.coordinator, organisation=stranger, is_approved=True, note="By letter."
        )


def test_refuses_the_panel_s_approval_until_every_agency_answered(case: Case, cast: Cast) -> None:
    """The refusal lists who has not."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    answer_for_others(case, cast)
    with pytest.raises(Incomplete) as refusal:
        drafting.record_panel_approval(case=case, by=cast.independent_chair)
    assert refusal.value.missing == (f"{cast.health} has not answered.",)


def test_approves_with_dissent_only_when_it_says_how_it_was_met(case: Case, cast: Cast) -> None:
    """An agency may stand apart; the panel says why it goes on."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    answer_for_others(case, cast)
    answer_for(case, cast, is_approved=False, note="The analysis is unfair.")
    with pytest.raises(Incomplete, match="Testshire NHS Trust"):
        drafting.record_panel_approval(case=case, by=cast.independent_chair)
    drafting.record_panel_approval(case=case, by=cast.independent_chair, dissent="Heard; recorded in section 9.")
    assert case.stage == Stage.PANEL_APPROVED
    event = CaseEvent.objects.get(case=case, kind=Event.PANEL_APPROVED)
    assert event.detail == {"round": 1, "dissenting": [cast.health.name]}


def test_asks_every_agency_afresh_in_a_new_round(case: Case, cast: Cast) -> None:
    """What was approved of an earlier draft no longer counts."""
    case_at(cast, case, Stage.PANEL_APPROVED)
    drafting.send_back_to_draft(case=case, by=cast.independent_chair, reason="The coroner has found more.")
    assert (case.stage, approval_round(case)) == (Stage.DRAFTING, 2)
    to_family_review(cast, case)
    with pytest.raises(Incomplete, match="has not answered"):
        drafting.record_panel_approval(case=case, by=cast.independent_chair)


def test_returns_to_drafting_without_a_second_arrival(case: Case, cast: Cast) -> None:
    """The return is an event of its own."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    drafting.send_back_to_draft(case=case, by=cast.independent_chair, reason="A date is wrong.")
    kinds = [event.kind for event in CaseEvent.objects.filter(case=case, stage=Stage.DRAFTING, moved=True)]
    assert kinds == [Event.DRAFTING_STARTED, Event.SENT_BACK_TO_DRAFT]


def test_signs_off_with_a_minute(case: Case, cast: Cast) -> None:
    """The partnership's chair signs; the event stops the clock of the report."""
    case_at(cast, case, Stage.PANEL_APPROVED)
    drafting.sign_off(case=case, by=cast.csp_chair, minute="Board, item 6", on=TODAY)
    assert SignOff.objects.get(case=case).signed_by == cast.csp_chair
    assert CaseEvent.objects.get(case=case, kind=Event.OVERVIEW_REPORT_COMPLETE).on.value == TODAY
    assert not drafting.is_report_complete(case)


def test_brings_completion_forward_when_asked(case: Case, cast: Cast) -> None:
    """Which event counts as completion is for the partnership to say."""
    case_at(cast, case, Stage.PANEL_APPROVED)
    drafting.sign_off(case=case, by=cast.csp_chair, minute="Board, item 6", is_complete_now=True)
    assert CaseEvent.objects.filter(case=case, kind=Event.REPORT_COMPLETE).count() == 1


def test_refuses_the_coordinator_s_sign_off(case: Case, cast: Cast) -> None:
    """The report is signed off by the partnership's chair."""
    case_at(cast, case, Stage.PANEL_APPROVED)
    with pytest.raises(NotPermitted, match="partnership chair"):
        drafting.sign_off(case=case, by=cast.coordinator, minute="Board, item 6")
    assert case.stage == Stage.PANEL_APPROVED


def test_leaves_nothing_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sign-off without its event."""
    case_at(cast, case, Stage.PANEL_APPROVED)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        drafting.sign_off(case=case, by=cast.csp_chair, minute="Board, item 6")
    assert not SignOff.objects.exists()
    assert Case.objects.get(pk=case.pk).stage == Stage.PANEL_APPROVED
