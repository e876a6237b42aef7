"""Facts, views, the decision, the Home Office, the family: each step's effect, event and refusals."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases.actions import core, decision
from dhr_cases.briefing import facts_of
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.legal_tests import Conduct, Fact, Facts
from dhr_cases.models import (
    Case,
    CaseEvent,
    Consultation,
    CriteriaFacts,
    Decision,
    FamilyContact,
    HomeOfficeNotice,
    Outcome,
    ScopingReturn,
    YesNoUnknown,
)
from dhr_cases.models.requests import Known
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_decision import CRITERIA, FORMER_PARTNERS, HOUSEMATES, NEWS, REVIEW, prepare_decision

TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)


def last_event(case: Case) -> CaseEvent:
    """The event recorded last."""
    found: CaseEvent = CaseEvent.objects.filter(case=case).latest("pk")
    return found


def refuse_to_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no event can be recorded."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)


def test_keeps_one_scoping_return_an_agency(case: Case, cast: Cast) -> None:
    """The later answer stands, the earlier is in the history."""
    for known in (Known.CHECKING, Known.YES):
        decision.record_scoping_return(case=case, by=cast.coordinator, organisation=cast.police, known=known)
    row = ScopingReturn.objects.get(case=case)
    assert (row.known, row.answered_on) == (Known.YES, TODAY)
    assert row.history.count() == 2
    assert last_event(case).detail == {"agency": "test-police", "known": "yes"}


def test_gives_no_day_of_answer_while_an_agency_checks(case: Case, cast: Cast) -> None:
    """Checking is not an answer."""
    row = decision.record_scoping_return(
        case=case, by=cast.coordinator, organisation=cast.police, asked_on=TODAY, answered_on=TODAY
    )
    assert row.answered_on is None


def test_refuses_a_scoping_return_by_the_panel_member(case: Case, cast: Cast) -> None:
    """Scoping is the coordinator's."""
    with pytest.raises(NotPermitted, match="coordinator"):
        decision.record_scoping_return(case=case, by=cast.panel_member, organisation=cast.police)


def test_records_the_facts_with_what_both_tests_say(case: Case, cast: Cast) -> None:
    """The event holds the verdicts, not the facts."""
    decision.record_criteria(case=case, by=cast.coordinator, criteria=replace(CRITERIA, facts=HOUSEMATES))
    assert last_event(case).kind == Event.CRITERIA_FACTS_RECORDED
    assert last_event(case).detail == {"section_9": "met", "section_8a": "not met"}


def test_reads_stored_facts_back_as_they_were_given(case: Case, cast: Cast) -> None:
    """So that a case can be tested again later."""
    row = decision.record_criteria(case=case, by=cast.coordinator, criteria=CRITERIA)
    row.refresh_from_db()
    assert facts_of(row) == FORMER_PARTNERS


@pytest.mark.parametrize(
    "facts",
    [
        replace(FORMER_PARTNERS, is_same_household_only=Fact.YES),
        replace(HOUSEMATES, is_same_household=Fact.NO),
        replace(HOUSEMATES, conduct=frozenset({Conduct.NONE, Conduct.ECONOMIC})),
    ],
)
def test_refuses_facts_that_contradict_each_other(case: Case, cast: Cast, facts: Facts) -> None:
    """Nothing is stored."""
    with pytest.raises(Incomplete, match="“"):
        decision.record_criteria(case=case, by=cast.coordinator, criteria=replace(CRITERIA, facts=facts))
    assert not CriteriaFacts.objects.filter(case=case).exists()


def test_keeps_a_partners_dissent_as_such(case: Case, cast: Cast) -> None:
    """With its reasons."""
    decision.consult_partner(
        case=case,
        by=cast.coordinator,
        organisation=cast.health,
        view=Outcome.NO_REVIEW,
        is_dissent=True,
        reasons="No contact with any agency.",
    )
    assert Consultation.objects.get(case=case).is_dissent
    assert last_event(case).detail["is_dissent"]


def test_refuses_a_dissent_without_reasons(case: Case, cast: Cast) -> None:
    """A bare no helps nobody."""
    with pytest.raises(Incomplete, match="reasons"):
        decision.consult_partner(
            case=case, by=cast.coordinator, organisation=cast.health, view=Outcome.NO_REVIEW, is_dissent=True
        )


def test_refuses_a_view_after_the_decision(case: Case, cast: Cast) -> None:
    """Views come before it."""
    case_at(cast, case, Stage.DECIDED_REVIEW)
    with pytest.raises(NotNow, match="Decided: review"):
        decision.consult_partner(case=case, by=cast.coordinator, organisation=cast.health, view=Outcome.REVIEW)


@pytest.mark.parametrize(
    ("stage", "outcome"),
    [
        (Stage.DECIDED_REVIEW, Outcome.REVIEW),
        (Stage.DECIDED_NO_REVIEW, Outcome.NO_REVIEW),
        (Stage.DECIDED_ALTERNATIVE, Outcome.ALTERNATIVE),
        (Stage.TRANSFERRED, Outcome.TRANSFERRED),
    ],
)
def test_leads_each_outcome_to_its_stage(case: Case, cast: Cast, stage: Stage, outcome: Outcome) -> None:
    """The decision's clock stops once, whatever was decided."""
    case_at(cast, case, stage)
    made = CaseEvent.objects.get(case=case, kind=Event.DECISION_RECORDED)
    assert (case.stage, made.detail["outcome"]) == (stage, outcome)
    assert Decision.objects.get(case=case).signed_by == cast.csp_chair


def test_keeps_where_a_transferred_case_went(case: Case, cast: Cast) -> None:
    """It is closed here with the name of the lead."""
    assert case_at(cast, case, Stage.TRANSFERRED).transferred_to == "Elsewhere CSP"


def test_takes_the_verdicts_from_the_facts_unless_the_chair_says_otherwise(case: Case, cast: Cast) -> None:
    """The facts inform, the chair finds."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    decision.record_criteria(case=case, by=cast.coordinator, criteria=replace(CRITERIA, facts=HOUSEMATES))
    found = decision.decide(case=case, by=cast.csp_chair, ruling=replace(REVIEW, meets_section_9=YesNoUnknown.UNKNOWN))
    assert (found.meets_section_9, found.meets_section_8a) == ("unknown", "no")


def test_refuses_a_decision_by_the_coordinator(case: Case, cast: Cast) -> None:
    """Only the partnership chair decides."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    with pytest.raises(NotPermitted, match="partnership chair"):
        decision.decide(case=case, by=cast.coordinator, ruling=REVIEW)


def test_refuses_a_decision_before_scoping(case: Case, cast: Cast) -> None:
    """The lead is not even settled."""
    prepare_decision(cast, case)
    with pytest.raises(NotNow, match="Death referred"):
        decision.decide(case=case, by=cast.csp_chair, ruling=REVIEW)


def test_refuses_a_decision_without_facts(case: Case, cast: Cast) -> None:
    """Both tests need theirs."""
    case_at(cast, case, Stage.SCOPING)
    with pytest.raises(Incomplete, match="both legal tests"):
        decision.decide(case=case, by=cast.csp_chair, ruling=REVIEW)


def test_refuses_a_decision_nobody_was_consulted_on(case: Case, cast: Cast) -> None:
    """Unless the chair says why."""
    case_at(cast, case, Stage.SCOPING)
    decision.record_criteria(case=case, by=cast.coordinator, criteria=CRITERIA)
    with pytest.raises(Incomplete, match="Consult at least one partner"):
        decision.decide(case=case, by=cast.csp_chair, ruling=REVIEW)
    why = "The partners meet in the new year."
    decision.decide(case=case, by=cast.csp_chair, ruling=replace(REVIEW, not_consulted_because=why))
    assert why in last_event(case).reason


def test_never_records_that_nobody_was_consulted_beside_a_partners_view(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    with pytest.raises(Incomplete, match="A partner was consulted: do not say why none was asked"):
        decision.decide(case=case, by=cast.csp_chair, ruling=replace(REVIEW, not_consulted_because="No time."))
    decision.decide(case=case, by=cast.csp_chair, ruling=replace(REVIEW, not_consulted_because=" \n"))
    assert last_event(case).reason == ""


def test_refuses_to_pass_over_a_dissent(case: Case, cast: Cast) -> None:
    """Its sum belongs in the decision."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    decision.consult_partner(
        case=case,
        by=cast.coordinator,
        organisation=cast.health,
        view=Outcome.NO_REVIEW,
        is_dissent=True,
        reasons="No contact.",
    )
    with pytest.raises(Incomplete, match="Sum up the dissent"):
        decision.decide(case=case, by=cast.csp_chair, ruling=REVIEW)


@pytest.mark.parametrize(
    ("ruling", "sentence"),
    [
        (replace(REVIEW, reasons=" "), "Give the reasons"),
        (replace(REVIEW, outcome=Outcome.ALTERNATIVE), "which other process"),
        (replace(REVIEW, outcome=Outcome.TRANSFERRED), "which partnership leads"),
        (replace(REVIEW, regime="DARDR_S8A"), "not switched on"),
        (replace(REVIEW, on=TOMORROW), "in the future"),
    ],
)
def test_refuses_an_incomplete_decision(case: Case, cast: Cast, ruling: decision.Ruling, sentence: str) -> None:
    """The sentence says what is missing, and nothing is kept."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    with pytest.raises(Incomplete, match=sentence):
        decision.decide(case=case, by=cast.csp_chair, ruling=ruling)
    assert not Decision.objects.filter(case=case).exists()


def test_leaves_no_decision_behind_when_the_event_fails(
    case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event we cannot record is an act we did not do."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    refuse_to_record(monkeypatch)
    with pytest.raises(OSError, match="disk full"):
        decision.decide(case=case, by=cast.csp_chair, ruling=REVIEW)
    assert not Decision.objects.filter(case=case).exists()
    assert Case.objects.get(pk=case.pk).stage == Stage.SCOPING


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        (Stage.DECIDED_REVIEW, Stage.HO_NOTIFIED),
        (Stage.DECIDED_NO_REVIEW, Stage.HO_SCRUTINY),
        (Stage.DECIDED_ALTERNATIVE, Stage.HO_SCRUTINY),
    ],
)
def test_tells_the_home_office_of_every_decision(case: Case, cast: Cast, decided: Stage, told: Stage) -> None:
    """Also of one not to review, which it scrutinises."""
    case_at(cast, case, decided)
    decision.tell_home_office(case=case, by=cast.coordinator, reference="HO/12")
    assert case.stage == told
    assert last_event(case).kind == Event.HO_NOTIFIED
    assert HomeOfficeNotice.objects.get(case=case).reference == "HO/12"


def test_refuses_notice_by_the_chair(case: Case, cast: Cast) -> None:
    """The coordinator writes to the Home Office."""
    case_at(cast, case, Stage.DECIDED_REVIEW)
    with pytest.raises(NotPermitted, match="coordinator"):
        decision.tell_home_office(case=case, by=cast.csp_chair)


def test_refuses_notice_before_a_decision(case: Case, cast: Cast) -> None:
    """There is nothing to tell."""
    with pytest.raises(NotNow):
        decision.tell_home_office(case=case, by=cast.coordinator)


def test_closes_when_the_home_office_accepts(case: Case, cast: Cast) -> None:
    """The end of scrutiny is an event of its own before the closing."""
    case_at(cast, case, Stage.HO_SCRUTINY)
    decision.record_scrutiny(case=case, by=cast.home_office_reader, reply="accepted", note="Agreed.")
    kinds = CaseEvent.objects.filter(case=case).order_by("-pk").values_list("kind", flat=True)[:2]
    assert list(kinds) == [Event.CLOSED, Event.SCRUTINY_ENDED]
    assert HomeOfficeNotice.objects.get(case=case).reply == "accepted"


def test_goes_on_when_a_review_is_directed(case: Case, cast: Cast) -> None:
    """The first decision stays beside the direction."""
    case_at(cast, case, Stage.DIRECTED)
    assert last_event(case).kind == Event.REVIEW_DIRECTED
    assert Decision.objects.get(case=case).outcome == Outcome.NO_REVIEW


def test_refuses_an_answer_of_another_kind(case: Case, cast: Cast) -> None:
    """The Home Office accepts or directs."""
    case_at(cast, case, Stage.HO_SCRUTINY)
    with pytest.raises(Incomplete, match="accepts the decision or directs"):
        decision.record_scrutiny(case=case, by=cast.coordinator, reply="perhaps")


def test_moves_on_once_the_family_is_told(case: Case, cast: Cast) -> None:
    """The contact is in the log."""
    case_at(cast, case, Stage.FAMILY_CONTACTED)
    assert last_event(case).kind == Event.FAMILY_TOLD
    assert FamilyContact.objects.get(case=case).summary == NEWS.summary


def test_moves_on_from_a_direction_too(case: Case, cast: Cast) -> None:
    """A directed review has a family to tell as well."""
    case_at(cast, case, Stage.DIRECTED)
    decision.tell_family(case=case, by=cast.coordinator, news=NEWS)
    assert case.stage == Stage.FAMILY_CONTACTED


@pytest.mark.parametrize("stage", [Stage.DECIDED_REVIEW, Stage.DECIDED_NO_REVIEW, Stage.HO_SCRUTINY])
def test_only_records_news_before_a_review_is_certain(case: Case, cast: Cast, stage: Stage) -> None:
    """The clock for telling the family stops, the stage stays."""
    case_at(cast, case, stage)
    decision.tell_family(case=case, by=cast.coordinator, news=replace(NEWS, advocate_offered_on=None))
    assert case.stage == stage
    assert last_event(case).kind == Event.FAMILY_TOLD


@pytest.mark.parametrize(
    ("news", "sentence"),
    [
        (replace(NEWS, police_agree_contact_is_safe=False), "police"),
        (replace(NEWS, advocate_offered_on=None), "advocate"),
        (replace(NEWS, on=TOMORROW), "in the future"),
    ],
)
def test_refuses_unsafe_or_incomplete_news(case: Case, cast: Cast, news: decision.FamilyNews, sentence: str) -> None:
    """The family is safe first, and offered help."""
    case_at(cast, case, Stage.HO_NOTIFIED)
    with pytest.raises(Incomplete, match=sentence):
        decision.tell_family(case=case, by=cast.coordinator, news=news)
    assert not FamilyContact.objects.filter(case=case).exists()
