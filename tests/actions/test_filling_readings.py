"""Rows of the record become facts of the report: each from its place, as exact as it may be, of this case alone."""

import datetime

import pytest

from dhr_cases.copies import owed
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, ProceedingKind
from dhr_cases.models import (
    Action,
    Appointment,
    Case,
    CopySent,
    Decision,
    DraftReading,
    Extension,
    FamilyContact,
    Hold,
    HomeOfficeNotice,
    InformationRequest,
    Interview,
    Lateness,
    Milestone,
    Organisation,
    OrganisationKind,
    PanelMeeting,
    PanelSeat,
    ParallelProceeding,
    Part,
    PartialDate,
    Person,
    Post,
    QALetter,
    Recommendation,
    ScopingReturn,
    SignOff,
    Submission,
    TermsOfReference,
)
from dhr_cases.models.history import change
from dhr_cases.models.requests import Known
from dhr_cases.report_filling import reading, reading_people
from dhr_cases.report_filling.facts import (
    Contractor,
    Contributor,
    CopyGiven,
    Delay,
    Methods,
    Panel,
    PlannedAction,
    Proceeding,
    Recommended,
    Relative,
    Seat,
    Terms,
)
from dhr_cases.request_states import AnswerKind, RequestState
from tests.conftest import Cast

MET = ("2 June 2025", "9 July 2025")
FIRST, SECOND = datetime.date(2025, 6, 2), datetime.date(2025, 7, 9)


def on(text: str) -> PartialDate:
    """A date as exact as it is written."""
    return PartialDate.parse(text)


def add_times(case: Case, cast: Cast) -> None:
    """The decision, the notice, two rounds with the Home Office, a sign-off."""
    by = cast.csp_chair
    for day in ("2025-05", "2025-06-02"):
        Decision.objects.create(
            case=case, outcome="review", on=on(day), signed_by=by, reasons="So.", regime=case.regime
        )
    HomeOfficeNotice.objects.create(case=case, on=on("2025-06-03"), sent_to="The Home Office")
    first = Submission.objects.create(case=case, round=1, on=on("2026-01"), sent_to="The Home Office")
    QALetter.objects.create(submission=first, letter_on=on("2026-02-03"), outcome="approved")
    Submission.objects.create(case=case, round=2, on=on("2026-04-05"), sent_to="The Home Office")
    SignOff.objects.create(case=case, on=on("2026-03-01"), minute="7", signed_by=by)


def add_delays(case: Case) -> None:
    """A hold that ended and one that goes on, more time for the case, a reason for lateness."""
    Hold.objects.create(case=case, reason=HoldReason.IOPC, scope=[], starts_on=FIRST, ends_on=SECOND)
    Hold.objects.create(case=case, reason=HoldReason.POLICE_REQUEST, scope=[], starts_on=SECOND)
    more = {"case": case, "clock": "of-nobody", "reason": "In words"}
    Extension.objects.create(
        new_due_on=SECOND, agreed_on=FIRST, agreed_by="Chair", reason_code=ExtensionReason.IMR_LATE, **more
    )
    Lateness.objects.create(reason_code=ExtensionReason.QA_RESUBMISSION, **more)


def add_agencies(case: Case, cast: Cast) -> None:
    """Three agencies scoped, four requests, one of them withdrawn."""
    withdrawn = Organisation.objects.create(code="test-fire", name="Testshire Fire", kind=OrganisationKind.FIRE)
    for body, answer in ((cast.health, Known.YES), (cast.police, Known.NO), (cast.refuge, Known.YES)):
        ScopingReturn.objects.create(case=case, organisation=body, known=answer)
    for body, state, returned, kind in (
        (cast.health, RequestState.ACCEPTED, FIRST, AnswerKind.IMR),
        (cast.police, RequestState.UNANSWERED, None, ""),
        (cast.refuge, RequestState.ASKED, None, AnswerKind.IMR),
        (withdrawn, RequestState.WITHDRAWN, FIRST, AnswerKind.IMR),
    ):
        InformationRequest.objects.create(
            case=case, organisation=body, state=state, asked_on=FIRST, due_on=SECOND, returned_on=returned,
            answer_kind=kind, is_author_independent=None if state is RequestState.ASKED else True,
        )  # fmt: skip  # one request


def add_panel(case: Case, cast: Cast) -> None:
    """A seat that ended, one that was excused with a reason of two lines, one excused without; two meetings."""
    seats = PanelSeat.objects
    seats.create(
        case=case, organisation=cast.refuge, member_name="Zelda Quist", job_title="Manager", starts_on=FIRST,
        ends_on=SECOND, is_domestic_abuse_specialist=True,
    )  # fmt: skip  # one seat
    seats.create(
        case=case, organisation=cast.police, is_excused=True, excused_reason="Under\n  investigation.", starts_on=FIRST
    )
    seats.create(case=case, organisation=cast.health, is_excused=True, starts_on=FIRST)
    for day in (SECOND, FIRST):
        PanelMeeting.objects.create(case=case, on=day)
    for post, ended, appointed in ((Post.AUTHOR, SECOND, "2025"), (Post.CHAIR, None, "2025-06-04")):
        Appointment.objects.create(
            case=case, user=cast.independent_chair, post=post, ended_on=ended, appointed_on=on(appointed),
            independence_statement="No\n tie.",
        )  # fmt: skip  # one appointment


def add_people(case: Case) -> None:
    """A sister who was often seen, a friend who declined, and two whom the report does not tell of."""
    sister = Person.objects.create(
        case=case, part=Part.FAMILY, name="Alexandra Hidden", pseudonym="Sky", relationship="sister",
        advocate_offered_on=on("2025-06-30"), contact="07700 900123",
    )  # fmt: skip  # one person
    friend = Person.objects.create(case=case, part=Part.FRIEND, name="Zelda Quist")
    for part in (Part.DECEASED, Part.ALLEGED_PERPETRATOR):
        Person.objects.create(case=case, part=part, name="Nobody Told")
    for day in (SECOND, FIRST):
        FamilyContact.objects.create(case=case, person=sister, on=day, medium="visit", summary="Long talk.")
        Interview.objects.create(case=case, person=sister, on=day)
    Interview.objects.create(case=case, person=friend, on=FIRST, is_refused=True)
    DraftReading.objects.create(
        case=case, person=sister, copy_number=1, given_on=FIRST, due_on=SECOND, answered_on=SECOND
    )


def add_rest(case: Case, cast: Cast) -> None:
    """Terms, proceedings, copies and a plan."""
    TermsOfReference.objects.create(
        case=case, version=1, lines_of_enquiry="- What was known?\n\n• What else?\n  1. And then? ",
        scope_from=on("2020-01-31"), scope_to=on("2025"), agreed_on=on("2025-07-09"), family_view="Why?",
    )  # fmt: skip  # one version
    ParallelProceeding.objects.create(
        case=case, kind=ProceedingKind.INQUEST, reference="INQ 77", contact="07700 900123", starts_on=on("2025-06-02"),
        ends_on=on("2026"), state="Closed", outcome="Unlawful killing",
    )  # fmt: skip  # one proceeding
    copy = {"case": case, "basis": "Guidance"}
    CopySent.objects.create(recipient="FAMILY", recipient_label="Alexandra Hidden", on=on("2026-05-01"), **copy)
    CopySent.objects.create(recipient="AGENCY", recipient_label="Testshire Police", **copy)
    rows = Recommendation.objects
    rows.create(case=case, position=1, ref="R10", text="Write.", addressee_text="The Home Office")
    second = rows.create(
        case=case, position=2, ref="R2", text="Train.", scope="local", owner=cast.health, target_date=on("2026"),
        measure="Audit",
    )  # fmt: skip  # one recommendation
    rows.create(case=case, position=3, text="Think.")
    action = Action.objects.create(
        recommendation=second, text="Teach.", owner=cast.police, completed_on=on("2026-05"), outcome="All know."
    )
    for text, target, reached in (("Half", "2026-02", ""), ("Most", "2026-03", "2026-04-01"), ("All", "", "")):
        Milestone.objects.create(action=action, text=text, target_date=on(target), reached_on=on(reached))


@pytest.fixture
def told(case: Case, cast: Cast) -> Case:
    """A case of which everything is recorded."""
    with change("Test record", cast.coordinator):
        case.death_date, case.aware_on = on("2025-05-04"), on("2025-05-06")
        case.save()
        add_times(case, cast)
        add_delays(case)
        add_agencies(case, cast)
        add_panel(case, cast)
        add_people(case)
        add_rest(case, cast)
    return case


def test_reads_how_the_review_came_about(told: Case, cast: Cast) -> None:
    basics = reading.basics_of(told)
    assert (basics.label, basics.pseudonym, basics.died) == ("Domestic Homicide Review", "Robin", "May 2025")
    assert (basics.decided_on, basics.reported_on, basics.asked, basics.had_contact) == (
        "2 June 2025", "1 March 2026", 3, 2,
    )  # fmt: skip  # one row as one row
    assert basics.posts == (("Independent chair", cast.independent_chair.get_full_name()),)
    assert basics.partnership == told.lead_csp.name


def test_reads_the_days_of_the_review_and_its_delays(told: Case) -> None:
    timeline = reading.timeline_of(told)
    assert [day for _, day in timeline.steps] == [
        "6 May 2025", "2 June 2025", "3 June 2025", "4 June 2025", "2 June 2025", "9 July 2025", "1 March 2026",
        "January 2026", "3 February 2026", "5 April 2026",
    ]  # fmt: skip  # days in their order
    assert [what for what, _ in timeline.steps[7:]] == [
        "The report was sent to the Home Office",
        "The Home Office answered",
        "The report was sent again to the Home Office",
    ]
    assert (timeline.began_on, timeline.ended_on, timeline.months) == ("2 June 2025", "1 March 2026", 8)
    assert timeline.delays == (
        Delay("On hold", "2 June 2025", "9 July 2025", "investigation by the IOPC"),
        Delay("On hold", "9 July 2025", "", "request of the police or CPS"),
        Delay("More time was agreed for “of-nobody”", "", "9 July 2025", "agency report late"),
        Delay("Late: “of-nobody”", "", "", "resubmission after quality assurance"),
    )


def test_reads_who_was_asked_and_who_sat(told: Case, cast: Cast) -> None:
    assert reading.methods_of(told) == Methods(
        3, 2, tuple((kind.label, int(kind is AnswerKind.IMR)) for kind in AnswerKind), 1, MET, 2, 1
    )
    assert set(reading_people.contributors_of(told)) == {
        Contributor(cast.health.name, AnswerKind.IMR.label, True),
        Contributor(cast.police.name, "No return", True),
        Contributor(cast.refuge.name, "Not returned yet", None),
    }
    assert reading_people.panel_of(told) == Panel(
        (Seat(cast.refuge.name, "Manager", True, "9 July 2025"),),
        MET,
        (cast.health.name, f"{cast.police.name}: Under investigation."),
    )
    name = cast.independent_chair.get_full_name()
    assert set(reading_people.contractors_of(told)) == {
        Contractor(name, Post.AUTHOR.label, "2025", "No tie.", "9 July 2025"),
        Contractor(name, Post.CHAIR.label, "4 June 2025", "No tie."),
    }


def test_reads_of_those_close_to_the_person_by_part_and_month(told: Case) -> None:
    assert set(reading_people.relatives_of(told)) == {
        Relative("Sky", "sister", "June 2025", 2, "June 2025", 2, 0, "June 2025", "July 2025"),
        Relative(Part.FRIEND.label, refused=1),
    }


def test_reads_terms_proceedings_and_copies(told: Case) -> None:
    questions = ("What was known?", "What else?", "1. And then?")
    assert reading.terms_of(told) == Terms(1, "9 July 2025", "January 2020", "2025", questions, "Why?")
    assert reading.proceedings_of(told) == (Proceeding("Inquest", "June 2025", "2026", "Closed", "Unlawful killing"),)
    given, left = reading_people.copies_of(told)
    assert set(given) == {CopyGiven("Family", "Guidance", "1 May 2026"), CopyGiven("Testshire Police", "Guidance", "")}
    assert left == tuple(body.label for body in owed(told.regime))


def test_reads_the_plan_in_the_order_of_its_printed_numbers(told: Case, cast: Cast) -> None:
    steps = ("Half (by February 2026)", "Most (reached 1 April 2026)", "All")
    action = PlannedAction("Teach.", cast.police.name, steps, "", "May 2026", "All know.")
    assert reading_people.recommended_of(told) == (
        Recommended("R2", "Train.", "Local", cast.health.name, "2026", "Audit", (action,)),
        Recommended("R10", "Write.", "", "The Home Office", "", ""),
        Recommended("", "Think.", "", "", "", ""),
    )


def test_reads_nothing_of_another_case_of_the_same_partnership(told: Case, other_case: Case) -> None:
    basics = reading.basics_of(other_case)
    assert (basics.asked, basics.had_contact, basics.posts, basics.decided_on, basics.reported_on) == (0, 0, (), "", "")
    assert {day for _, day in reading.timeline_of(other_case).steps[1:]} == {""}
    assert reading.timeline_of(other_case).delays == ()
    assert reading.terms_of(other_case) is None
    methods = reading.methods_of(other_case)
    assert (methods.scoped, methods.unanswered, methods.meetings, methods.interviews) == (0, 0, (), 0)
    assert reading_people.panel_of(other_case) == Panel((), ())
    assert reading_people.copies_of(other_case)[0] == ()
    for read in (reading_people.relatives_of, reading_people.contributors_of, reading_people.contractors_of):
        assert read(other_case) == ()
    assert reading_people.recommended_of(other_case) == ()
    assert reading.proceedings_of(other_case) == ()


@pytest.mark.parametrize(
    ("day", "words"),
    [("2025-05-04", "May 2025"), ("2025-05", "May 2025"), ("2025", "2025"), ("", "")],
)
def test_tells_an_event_under_review_by_its_month_at_most(day: str, words: str) -> None:
    assert reading.by_month(on(day)) == words


@pytest.mark.parametrize(("day", "words"), [("2025-05-04", "4 May 2025"), ("2025", "2025"), ("", "")])
def test_tells_a_day_of_the_review_itself_as_exactly_as_it_is_known(day: str, words: str) -> None:
    assert reading.stated(on(day)) == words
