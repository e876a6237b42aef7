"""Sections are filled from the case's own record: every fact from its place, no real name, where from is said."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.recommendations import RecommendationText, record_action, record_recommendation
from dhr_cases.actions.section_filling import digest, fill_empty_sections, fill_section
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, ProceedingKind
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    CopySent,
    FamilyContact,
    Hold,
    InformationRequest,
    Interview,
    PanelMeeting,
    PanelSeat,
    ParallelProceeding,
    Part,
    PartialDate,
    Person,
    Post,
    SectionVersion,
    TermsOfReference,
    TextOrigin,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_filling.filling import FILLINGS, filled
from dhr_cases.report_sections import SECTIONS, Filling
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at
from tests.writing import REPORT, text_of, write

TODAY = timezone.localdate()
SISTER = "Alexandra Hidden"
TELEPHONE = "07700 900123"


@pytest.fixture
def recorded(case: Case, cast: Cast) -> Case:
    """A case with a row of everything that a report tells of."""
    stand_at(case, Stage.DRAFTING)
    with change("Test record", cast.coordinator):
        case.death_date = PartialDate.parse("2025-05-04")
        case.save()
        sister = Person.objects.create(
            case=case, part=Part.FAMILY, name=SISTER, contact=TELEPHONE, pseudonym="Sky", relationship="sister"
        )
        FamilyContact.objects.create(case=case, person=sister, on=TODAY, medium="visit", summary="Long talk.")
        Interview.objects.create(case=case, person=sister, on=TODAY)
        PanelMeeting.objects.create(case=case, on=TODAY)
        seat = {"case": case, "starts_on": TODAY}
        PanelSeat.objects.create(organisation=cast.health, member_name="Dr Panel", job_title="Named nurse", **seat)
        PanelSeat.objects.create(
            organisation=cast.police, is_excused=True, excused_reason="Under investigation.", **seat
        )
        InformationRequest.objects.create(
            case=case, organisation=cast.health, state=RequestState.ACCEPTED, asked_on=TODAY, due_on=TODAY,
            returned_on=TODAY, answer_kind=AnswerKind.IMR, is_author_independent=True,
        )  # fmt: skip  # one request
        InformationRequest.objects.create(
            case=case, organisation=cast.police, state=RequestState.WITHDRAWN, asked_on=TODAY, due_on=TODAY
        )
        TermsOfReference.objects.create(
            case=case, version=1, lines_of_enquiry=f"What was known of {SISTER}?\nWhat else?",
            scope_from=PartialDate.parse("2020-01-31"), agreed_on=PartialDate.on(TODAY),
        )  # fmt: skip  # one version
        Appointment.objects.create(
            case=case, user=cast.independent_chair, post=Post.CHAIR_AND_AUTHOR, independence_statement="No tie."
        )
        ParallelProceeding.objects.create(
            case=case, kind=ProceedingKind.INQUEST, reference="INQ 77", contact=TELEPHONE, state="Opened"
        )
        Hold.objects.create(case=case, reason=HoldReason.CRIMINAL_TRIAL, scope=[], starts_on=TODAY)
        CopySent.objects.create(case=case, recipient="FAMILY", recipient_label=SISTER, basis="Guidance")
    plan(case, cast)
    return case


def plan(case: Case, cast: Cast) -> None:
    """Two recommendations, the second printed first, one of them with an action."""
    for ref, text in (("R10", "Write to the department."), ("R2", "Train staff.")):
        printed = RecommendationText(text=text, ref=ref, scope="local", owner=cast.health)
        row = record_recommendation(case=case, by=cast.coordinator, printed=printed)
    record_action(case=case, by=cast.coordinator, recommendation=row, text="Hold four sessions.")


def words(case: Case, filling: Filling) -> str:
    """What the record says for a filling, in the first section that is filled so."""
    kind, code = next((kind, row.code) for kind in SECTIONS for row in SECTIONS[kind] if row.filling is filling)
    found = filled(case, kind, code, TODAY)
    return found.text if found else ""


def test_knows_how_to_do_every_filling_of_the_table() -> None:
    assert set(FILLINGS) == set(Filling)


@pytest.mark.parametrize("filling", Filling)
def test_prints_no_real_name_and_no_way_to_reach_anybody(recorded: Case, filling: Filling) -> None:
    said = words(recorded, filling)

    assert said
    assert SISTER not in said
    assert "Hidden" not in said
    assert TELEPHONE not in said
    assert "Dr Panel" not in said


@pytest.mark.parametrize(
    ("filling", "said"),
    [
        (Filling.TITLE, "Report into the death of Robin in May 2025"),
        (Filling.TITLE, "Chair and author: Independent Chair"),
        (Filling.PROCESS, "who died in May 2025"),
        (Filling.TIMESCALES, f"The panel first met: {long_date(TODAY)}"),
        (Filling.TIMESCALES, f"On hold from {long_date(TODAY)} and not ended yet. Reason: criminal trial."),
        (Filling.TERMS, "from January 2020 to [not recorded]"),
        (Filling.TERMS, "1. What was known of Sky?"),
        (Filling.METHODOLOGY, "Individual Management Review: 1"),
        (Filling.METHODOLOGY, "1 interview was held."),
        (Filling.FAMILY, "Sky (sister): first contact in"),
        (Filling.CONTRIBUTORS, "| Testshire NHS Trust | Individual Management Review | yes |"),
        (Filling.PANEL, "| Named nurse | Testshire NHS Trust |"),
        (Filling.PANEL, "- Testshire Police: Under investigation."),
        (Filling.AUTHOR, "Independence: No tie."),
        (Filling.PARALLEL, "| Inquest | [not recorded] | not ended | Opened |"),
        (Filling.DISSEMINATION, "| Family | Guidance |"),
        (Filling.DISSEMINATION, "- Domestic Abuse Commissioner"),
        (Filling.RECOMMENDATIONS, "Recommendation R2: Train staff. Owner: Testshire NHS Trust."),
        (Filling.PLAN, "| R2. Train staff. | Local | Hold four sessions. |"),
        (Filling.PLAN_FACTS, "2 recommendations and 1 action"),
    ],
)
def test_says_what_the_record_holds(recorded: Case, filling: Filling, said: str) -> None:
    assert said in words(recorded, filling)


def test_leaves_an_agency_out_whose_request_was_withdrawn(recorded: Case) -> None:
    assert "Testshire Police" not in words(recorded, Filling.CONTRIBUTORS)


def test_prints_numbers_in_their_natural_order(recorded: Case) -> None:
    said = words(recorded, Filling.RECOMMENDATIONS)

    assert said.index("Recommendation R2") < said.index("Recommendation R10")


def test_says_where_the_words_are_from(recorded: Case) -> None:
    found = filled(recorded, REPORT, "panel", datetime.date(2026, 11, 21))

    assert found is not None
    assert found.source == "From the panel as recorded on 21 November 2026"


def test_fills_nothing_that_is_written_by_hand(recorded: Case) -> None:
    assert filled(recorded, REPORT, "analysis", TODAY) is None


@pytest.mark.parametrize("filling", Filling)
def test_fills_a_section_of_a_case_with_no_record_at_all(case: Case, filling: Filling) -> None:
    assert words(case, filling)


def fill(case: Case, cast: Cast, based_on: int = 0, *, keeps_present: bool = False, seen: str = "") -> SectionVersion:
    found = filled(case, REPORT, "panel", TODAY)
    return fill_section(
        case=case,
        by=cast.independent_chair,
        kind=REPORT,
        code="panel",
        based_on=based_on,
        seen=seen or digest(found.text if found else ""),
        keeps_present=keeps_present,
    )


def test_makes_a_version_that_says_where_it_is_from(recorded: Case, cast: Cast) -> None:
    version = fill(recorded, cast)

    assert version.origin == TextOrigin.RECORD
    assert version.note == f"From the panel as recorded on {long_date(TODAY)}"
    assert text_of(recorded, "panel") == version.text
    assert CaseEvent.objects.filter(case=recorded, kind=Event.SECTION_WRITTEN).count() == 1


def test_puts_the_record_below_what_is_there(recorded: Case, cast: Cast) -> None:
    write(recorded, cast.independent_chair, "By hand.", code="panel")
    version = fill(recorded, cast, 1, keeps_present=True)

    assert version.text.startswith("By hand.\n\n|")


def test_fills_over_no_version_the_person_has_not_seen(recorded: Case, cast: Cast) -> None:
    write(recorded, cast.independent_chair, "By hand.", code="panel")

    with pytest.raises(Incomplete, match="Somebody saved this section"):
        fill(recorded, cast, 0)
    assert text_of(recorded, "panel") == "By hand."


def test_fills_with_no_record_the_person_has_not_seen(recorded: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="The record has changed"):
        fill(recorded, cast, seen=digest("Something else."))


def test_fills_nothing_twice(recorded: Case, cast: Cast) -> None:
    fill(recorded, cast)

    with pytest.raises(Incomplete, match="says already"):
        fill(recorded, cast, 1)


def test_fills_only_for_chair_and_author(recorded: Case, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        fill_empty_sections(case=recorded, by=cast.panel_member, kind=REPORT)


def test_fills_every_empty_section_and_no_other(recorded: Case, cast: Cast) -> None:
    write(recorded, cast.independent_chair, "By hand.", code="panel")
    made = fill_empty_sections(case=recorded, by=cast.independent_chair, kind=REPORT)
    fillable = [row for row in SECTIONS[REPORT] if row.filling is not None]

    assert len(made) == len(fillable) - 1
    assert text_of(recorded, "panel") == "By hand."


def test_says_that_no_section_is_left_to_fill(recorded: Case, cast: Cast) -> None:
    fill_empty_sections(case=recorded, by=cast.independent_chair, kind=PaperKind.ACTION_PLAN)

    with pytest.raises(Incomplete, match="has words in it"):
        fill_empty_sections(case=recorded, by=cast.independent_chair, kind=PaperKind.ACTION_PLAN)
