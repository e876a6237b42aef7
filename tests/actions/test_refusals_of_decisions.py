"""In which whole sentence is each act refused up to the decision, at an ending, and when a case closes?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import closing, corrections, decision, endings, referral
from dhr_cases.endings import EndKind, EndView
from dhr_cases.errors import NotNow
from dhr_cases.events import Event
from dhr_cases.legal_tests import Conduct, Fact
from dhr_cases.models import (
    Case,
    CaseEvent,
    Consultation,
    CriteriaFacts,
    Outcome,
    Part,
    Person,
    YesNoUnknown,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.refusals import No, check_refused
from tests.standing import stand_at
from tests.steps_decision import CRITERIA, FORMER_PARTNERS, NEWS, REVIEW

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."


def put(table: Any, **values: object) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table._default_manager.create(**values)


def test_settles_and_passes_on_the_lead_only_as_it_can_be(case: Case, cast: Cast) -> None:
    """Nor does scoping start before the lead is settled."""
    lead = {"lead": cast.partnership}
    check_refused(
        [
            No(
                referral.agree_lead,
                "Testshire CSP is the lead; leave it out of the joint partnerships.",
                {**lead, "joint": (cast.partnership,)},
            ),
            No(referral.agree_lead, LATER.format("The date the lead was agreed"), {**lead, "on": TODAY + DAY}),
            No(referral.record_awareness, LATER.format("The date the chair became aware"), {"on": TODAY + DAY}),
            No(
                referral.start_scoping,
                "Start scoping: not in this stage. The review stands at “Death referred”. "
                "It can be done at “Lead partnership settled”.",
                kind=NotNow,
            ),
            No(
                referral.transfer,
                LATER.format("The date of the transfer"),
                {"to": "Elsewhere CSP", "reason": "Lived there", "on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_hears_no_agency_or_partner_in_the_future_and_no_dissent_without_reasons(case: Case, cast: Cast) -> None:
    check_refused(
        [
            No(
                decision.record_scoping_return,
                LATER.format("The date the agency was asked"),
                {"organisation": cast.police, "asked_on": TODAY + DAY},
            ),
            No(
                decision.record_scoping_return,
                LATER.format("The date of the answer"),
                {"organisation": cast.police, "answered_on": TODAY + DAY},
            ),
            No(
                decision.consult_partner,
                LATER.format("The date of the partner's view"),
                {"organisation": cast.police, "view": Outcome.REVIEW, "on": TODAY + DAY},
            ),
            No(
                decision.consult_partner,
                "Give the reasons for the dissent.",
                {"organisation": cast.police, "view": Outcome.NO_REVIEW, "is_dissent": True, "reasons": " "},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_takes_no_facts_that_contradict_each_other(case: Case, cast: Cast) -> None:
    """Each contradiction by itself, then all of them at once; unknown contradicts nothing."""
    link = "“No other link” cannot stand beside a family or intimate link."
    house = "“The household is the only link” needs “of the same household”."
    none = "“None of these” cannot stand beside another kind of conduct."
    only = replace(FORMER_PARTNERS, is_intimate=Fact.NO, is_same_household=Fact.YES, is_same_household_only=Fact.YES)
    mixed = frozenset({Conduct.NONE, Conduct.PHYSICAL_OR_SEXUAL})
    wrong = {
        replace(only, is_relative=Fact.YES): link,
        replace(only, is_intimate=Fact.YES): link,
        replace(only, is_same_household=Fact.NO): house,
        replace(only, conduct=mixed): none,
        replace(only, is_relative=Fact.YES, is_same_household=Fact.NO, conduct=mixed): f"{link} {house} {none}",
    }
    check_refused(
        [
            No(decision.record_criteria, told, {"criteria": replace(CRITERIA, facts=facts)})
            for facts, told in wrong.items()
        ],
        case=case,
        by=cast.coordinator,
    )
    for facts in (
        replace(only, is_relative=Fact.UNKNOWN, is_same_household=Fact.UNKNOWN),
        replace(only, conduct=frozenset({Conduct.NONE})),
        replace(only, conduct=frozenset()),
        replace(only, is_relative=Fact.YES, is_same_household_only=Fact.UNKNOWN),
    ):
        decision.record_criteria(case=case, by=cast.coordinator, criteria=replace(CRITERIA, facts=facts))
    assert CriteriaFacts.objects.get(case=case).conduct_types == ["physical_or_sexual", "controlling_or_coercive"]


NOBODY = "Consult at least one partner, or say why none was asked."
ALONE = replace(REVIEW, not_consulted_because="Only the police knew them")


@pytest.fixture
def scoped(case: Case, other_case: Case, cast: Cast) -> Case:
    """Scoping, with the facts of both tests; a partner was consulted on another review alone."""
    stand_at(case, Stage.SCOPING)
    put(CriteriaFacts, case=case, relationship="former partner")
    put(Consultation, case=other_case, organisation=cast.police, on=TODAY, view=Outcome.REVIEW)
    return case


def test_decides_nothing_that_lacks_its_grounds(scoped: Case, cast: Cast) -> None:
    """Another review's consultation is none of this one; every lack is told in one refusal."""
    check_refused(
        [
            No(decision.decide, NOBODY, {"ruling": REVIEW}),
            No(decision.decide, NOBODY, {"ruling": replace(REVIEW, not_consulted_because=" ")}),
            No(decision.decide, "Give the reasons for the decision.", {"ruling": replace(ALONE, reasons="\t")}),
            No(
                decision.decide,
                f"{NOBODY} Give the reasons for the decision. Say which partnership leads instead.",
                {"ruling": replace(REVIEW, reasons="", outcome=Outcome.TRANSFERRED)},
            ),
        ],
        case=scoped,
        by=cast.csp_chair,
    )


def test_decides_on_no_process_lead_law_or_day_that_is_not_known(scoped: Case, cast: Cast) -> None:
    check_refused(
        [
            No(
                decision.decide,
                "Say which other process will be held.",
                {"ruling": replace(ALONE, outcome=Outcome.ALTERNATIVE)},
            ),
            No(
                decision.decide,
                "Say which partnership leads instead.",
                {"ruling": replace(ALONE, outcome=Outcome.TRANSFERRED)},
            ),
            No(
                decision.decide,
                "The legal regime DARDR_S8A is not switched on.",
                {"ruling": replace(ALONE, regime="DARDR_S8A")},
            ),
            No(decision.decide, LATER.format("The date of the decision"), {"ruling": replace(ALONE, on=TODAY + DAY)}),
        ],
        case=scoped,
        by=cast.csp_chair,
    )


def test_decides_against_a_dissent_only_when_it_is_summed_up(scoped: Case, cast: Cast) -> None:
    put(Consultation, case=scoped, organisation=cast.health, on=TODAY, view=Outcome.NO_REVIEW, is_dissent=True)
    check_refused(
        [No(decision.decide, "A partner dissents. Sum up the dissent.", {"ruling": replace(REVIEW, dissent=" ")})],
        case=scoped,
        by=cast.csp_chair,
    )
    row = decision.decide(case=scoped, by=cast.csp_chair, ruling=replace(REVIEW, dissent="The trust saw no need."))
    assert (row.dissent, row.signed_by, row.on.value) == ("The trust saw no need.", cast.csp_chair, TODAY)
    assert (row.meets_section_9, row.meets_section_8a) == (YesNoUnknown.UNKNOWN, YesNoUnknown.UNKNOWN)
    assert scoped.at is Stage.DECIDED_REVIEW


def test_tells_nobody_before_it_may(case: Case, other_case: Case, cast: Cast) -> None:
    """The Home Office hears of a signed decision, the family once the police agree and an advocate is offered."""
    stand_at(case, Stage.HO_NOTIFIED)
    stranger = put(Person, case=other_case, part=Part.FAMILY, pseudonym="Ash")
    safe = "Ask the police whether contact is safe. Tell the family once they agree."
    offer = "Offer the family an advocate and give the date."
    check_refused(
        [
            No(decision.tell_family, safe, {"news": replace(NEWS, police_agree_contact_is_safe=False)}),
            No(decision.tell_family, offer, {"news": replace(NEWS, advocate_offered_on=None)}),
            No(
                decision.tell_family,
                "The person told belongs to another case.",
                {"news": replace(NEWS, person=stranger)},
            ),
            No(
                decision.tell_family,
                f"{safe} {offer}",
                {"news": replace(NEWS, police_agree_contact_is_safe=False, advocate_offered_on=None)},
            ),
            No(
                decision.tell_family,
                LATER.format("The date the family was told"),
                {"news": replace(NEWS, on=TODAY + DAY)},
            ),
            No(
                decision.tell_family,
                LATER.format("The date the advocate was offered"),
                {"news": replace(NEWS, advocate_offered_on=TODAY + DAY)},
            ),
            No(decision.tell_home_office, LATER.format("The date of the notice"), {"on": TODAY + DAY}),
            No(
                decision.record_scrutiny,
                "Say whether the Home Office accepts the decision or directs a review.",
                {"reply": "perhaps"},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_proposes_and_hears_of_no_ending_without_what_it_needs(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.END_PROPOSED)
    check_refused(
        [
            No(endings.propose_end, "Give the reasons.", {"kind": EndKind.TERMINATE, "reason": " "}),
            No(
                endings.propose_end,
                LATER.format("The date of the proposal"),
                {"kind": EndKind.TERMINATE, "reason": "Natural", "on": TODAY + DAY},
            ),
            No(
                endings.record_end_view,
                "It is not recorded where the review stood. Correct the record first.",
                {"view": EndView.GO_ON},
            ),
            No(
                endings.record_end_view,
                LATER.format("The date of the view"),
                {"view": EndView.TERMINATED, "on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_closes_and_opens_no_case_without_a_reason(case: Case, cast: Cast) -> None:
    """A review that ran its course closes without one."""
    stand_at(case, Stage.TERMINATED)
    early = "Enter the reason for closing a review that ended early."
    check_refused(
        [
            No(closing.close, early),
            No(closing.close, early, {"reason": " ", "minute": "Board, item 4"}),
            No(closing.close, LATER.format("The date of closing"), {"reason": "Ended", "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.csp_chair,
    )
    stand_at(case, Stage.CLOSED)
    check_refused(
        [
            No(closing.reopen, "Enter the reason for reopening.", {"to": Stage.MONITORING, "reason": "\n"}),
            No(
                closing.reopen,
                LATER.format("The date of reopening"),
                {"to": Stage.SCOPING, "reason": "New", "on": TODAY + DAY},
            ),
            No(
                closing.reopen,
                "A review cannot go from “Closed” to “Published”.",
                {"to": Stage.PUBLISHED, "reason": "New facts"},
                NotNow,
            ),
        ],
        case=case,
        by=cast.csp_chair,
    )


def test_corrects_only_what_is_wrong_here(case: Case, other_case: Case, cast: Cast) -> None:
    """With a reason, to something else, and of this case; a day only where it was not corrected before."""
    own = CaseEvent.objects.get(case=case, kind=Event.REFERRAL_RECEIVED)
    foreign = CaseEvent.objects.get(case=other_case, kind=Event.REFERRAL_RECEIVED)
    aware = CaseEvent.objects.get(case=case, kind=Event.CSP_CHAIR_AWARE)
    corrections.correct(case=case, by=cast.coordinator, reason="Misread", event=aware, on=TODAY - 20 * DAY)
    nothing, why = "Nothing would change by this correction.", {"reason": "Misread"}
    check_refused(
        [
            No(
                corrections.correct,
                "Enter the reason for the correction.",
                {"reason": " ", "facts": {"referred_by": "X"}},
            ),
            No(corrections.correct, nothing, why),
            No(corrections.correct, nothing, {**why, "facts": {"referred_by": "Testshire Police"}}),
            No(
                corrections.correct,
                "These facts are not corrected here: stage, reference.",
                {**why, "facts": {"stage": 1, "reference": 2}},
            ),
            No(corrections.correct, "Enter the right date.", {**why, "event": own}),
            No(corrections.correct, "The event belongs to another case.", {**why, "event": foreign, "on": TODAY - DAY}),
            No(
                corrections.correct,
                "This event was corrected already; correct the newest.",
                {**why, "event": aware, "on": TODAY},
            ),
            No(corrections.correct, nothing, {**why, "event": own, "on": own.on}),
            No(corrections.correct, LATER.format("The corrected date"), {**why, "event": own, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )
