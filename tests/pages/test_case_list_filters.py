"""Does each filter and order of the case list keep the right cases, and does a briefing say everything once?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import decision
from dhr_cases.actions.memberships import grant_role
from dhr_cases.briefing import Row, briefing_of
from dhr_cases.events import WORDS, Event
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.legal_tests import Facts
from dhr_cases.models import (
    Case,
    CaseMembership,
    Consultation,
    CriteriaFacts,
    Decision,
    Hold,
    HomeOfficeNotice,
    PartialDate,
    ScopingReturn,
)
from dhr_cases.policy import regimes
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.actions.test_guards import put, recorded, save
from tests.conftest import Cast
from tests.standing import stand_at
from workflows.case_rows import Wanted, all_rows, page_of_cases, wanted_cases

pytestmark = pytest.mark.both_databases

TODAY = timezone.localdate()
DAY = datetime.date(2026, 5, 12)


@pytest.fixture
def two(case: Case, other_case: Case) -> tuple[Case, Case]:
    """Two cases that differ in everything a filter asks for."""
    other_case.pseudonym, other_case.public_title = "Wren", "Adult W"
    other_case.stage_since = DAY
    save(other_case)
    stand_at(other_case, Stage.SCOPING)
    return case, other_case


def listed(cast: Cast, **wanted: Any) -> list[str]:
    """References the coordinator's list holds, by their last figure."""
    return [case.reference[-1] for case in wanted_cases(cast.coordinator, Wanted(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["2", "1"]),
        ({"sort": "reference"}, ["1", "2"]),
        ({"sort": "since"}, ["2", "1"]),
        ({"sort": "stage"}, ["1", "2"]),
        ({"stages": (Stage.SCOPING,)}, ["2"]),
        ({"stages": (Stage.SCOPING, Stage.REFERRED)}, ["2", "1"]),
        ({"stages": (Stage.CLOSED,)}, []),
        ({"text": "wREN"}, ["2"]),
        ({"text": "adult w"}, ["2"]),
        ({"text": "-001"}, ["1"]),
        ({"text": "Robin", "stages": (Stage.SCOPING,)}, []),
        ({"regimes": ("none",)}, []),
        ({"partnerships": (0,)}, []),
    ],
)
def test_narrows_and_orders_the_list(
    two: tuple[Case, Case], cast: Cast, wanted: dict[str, Any], found: list[str]
) -> None:
    assert listed(cast, **wanted) == found


def test_narrows_to_partnership_and_regime(two: tuple[Case, Case], cast: Cast) -> None:
    other = put(type(cast.partnership), code="other", name="Other CSP")
    two[1].lead_csp = other
    save(two[1])
    grant_role(case=two[1], by=cast.coordinator, to=cast.outsider, role=Role.FAMILY_ADVOCATE)
    assert listed(cast, partnerships=(cast.partnership.pk,)) == ["1"]
    assert listed(cast, partnerships=(cast.partnership.pk, other.pk)) == ["2", "1"]
    assert listed(cast, regimes=(two[0].regime,)) == ["2", "1"]
    assert [case.pk for case in wanted_cases(cast.outsider, Wanted())] == [two[1].pk]


def test_narrows_to_cases_on_hold_now(two: tuple[Case, Case], cast: Cast) -> None:
    held = {"reason": HoldReason.INQUEST, "scope": ["drafting"], "starts_on": DAY}
    put(Hold, case=two[0], **held)
    put(Hold, case=two[1], ends_on=DAY, **held)
    assert listed(cast, is_held=True) == ["1"]
    assert {row.case.reference[-1]: row.is_held for row in all_rows(cast.coordinator, Wanted(), TODAY)} == {
        "1": True,
        "2": False,
    }


def test_narrows_to_ones_own_cases(two: tuple[Case, Case], cast: Cast) -> None:
    """By a role on the case that holds today; a standing team alone makes no case one's own."""
    assert [case.pk for case in wanted_cases(cast.independent_chair, Wanted(is_mine=True))] == [two[0].pk]
    assert not wanted_cases(cast.csp_chair, Wanted(is_mine=True)).exists()
    member = CaseMembership.objects.get(case=two[0], user=cast.independent_chair)
    member.starts_on = TODAY + datetime.timedelta(days=1)
    save(member)
    assert not wanted_cases(cast.independent_chair, Wanted(is_mine=True)).exists()


def test_tells_the_last_event_each_person_may_hear_of(case: Case, cast: Cast) -> None:
    """Who may not read the history hears only that the review moved on."""
    recorded(case, Event.LEAD_AGREED, cast.auditor, moved=True)
    recorded(case, Event.PERSON_RECORDED, cast.auditor)
    readers = (cast.auditor, cast.panel_member)
    told = [all_rows(reader, Wanted(), TODAY)[0].last_event for reader in readers]
    assert told == [WORDS[Event.PERSON_RECORDED], WORDS[Event.LEAD_AGREED]]


def test_cuts_the_list_into_pages_and_counts_all(two: tuple[Case, Case], cast: Cast) -> None:
    for sort, first in (("newest", "2"), ("due", "1")):
        wanted = Wanted(sort=sort)
        rows, total = page_of_cases(cast.coordinator, wanted, 1, 1, TODAY)
        assert ([row.case.reference[-1] for row in rows], total) == ([first], 2)
        rows, _ = page_of_cases(cast.coordinator, wanted, 2, 1, TODAY)
        assert [row.case.reference[-1] for row in rows] == [{"1": "2", "2": "1"}[first]]
        assert page_of_cases(cast.coordinator, wanted, 9, 1, TODAY)[0] == []


def texts(rows: tuple[Row, ...]) -> list[list[object]]:
    """The cells of a table."""
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def pairs(rows: tuple[Row, ...]) -> dict[str, object]:
    """A summary list by label."""
    return {row["label"]: row["value"] for row in rows}


def test_briefs_on_what_agencies_and_partners_said(case: Case, other_case: Case, cast: Cast) -> None:
    for of, body, known in (
        (case, cast.police, "yes"),
        (case, cast.health, "checking"),
        (other_case, cast.refuge, "no"),
    ):
        put(
            ScopingReturn, case=of, organisation=body, known=known, asked_on=DAY, contact_summary="Two calls",
            answered_on=DAY if known == "yes" else None,
        )  # fmt: skip
        put(
            Consultation,
            case=of,
            organisation=body,
            on=DAY,
            view="no_review",
            is_dissent=known == "yes",
            reasons="None",
        )
    found = briefing_of(case)
    day = "12 May 2026"
    assert texts(found.returns) == [
        [cast.health, "Still checking", day, None, "Two calls"],
        [cast.police, "Had contact", day, day, "Two calls"],
    ]
    assert pairs(found.returns_listed) == {
        "Testshire NHS Trust": "Still checking\nTwo calls",
        "Testshire Police": f"Had contact, {day}.\nTwo calls",
    }
    assert found.returns_in_words == "1 had contact, 0 had none, 1 still checking."
    assert [row[1:4] for row in texts(found.views)] == [["No review", "Dissents", day], ["No review", "Agrees", day]]
    assert pairs(found.views_listed)["Testshire Police"] == f"Dissents: no review, {day}.\nNone"
    assert (found.dissents, found.dissent_in_words) == (1, "One partner dissents.")
    assert briefing_of(other_case).dissent_in_words == "0 partners dissent."
    assert [row["label"] for row in found.return_heads] == [
        "Agency", "Answer", "Asked on", "Answered on", "Contact in short",
    ]  # fmt: skip
    assert [row["label"] for row in found.view_heads] == ["Partner", "View", "Agrees or dissents", "On", "Reasons"]


def test_briefs_on_decisions_and_notices_latest_first(case: Case, other_case: Case, cast: Cast) -> None:
    made = {
        "case": case, "on": PartialDate.on(DAY), "signed_by": cast.csp_chair, "reasons": "Tests met",
        "meets_section_9": "yes", "meets_section_8a": "unknown", "regime": case.regime,
    }  # fmt: skip
    put(Decision, **made, outcome="alternative", alternative="learning_event", dissent="Police")
    put(Decision, **made, outcome="review")
    put(HomeOfficeNotice, case=case, on=DAY, sent_to="Home Office", reference="HO/1", reply="directed", reply_note="Do")
    put(HomeOfficeNotice, case=case, sent_to="Home Office")
    found = briefing_of(case)
    law = next(row.law for row in regimes() if row.id == case.regime)
    latest, first = found.decisions
    assert (latest.heading, first.heading) == ("Hold a review", "Another learning process")
    assert pairs(latest.rows) == {
        "Decided on": "12 May 2026", "Signed by": "Csp Chair", "Section 9 test met": "Yes",
        "Section 8A test met": "Not known", "Legal regime": law, "Reasons": "Tests met", "Dissent": "none",
    }  # fmt: skip
    assert pairs(first.rows)["Other process"] == "Multi-agency learning event"
    assert pairs(first.rows)["Dissent"] == "Police"
    assert [pairs(row.rows)["Answer"] for row in found.notices] == ["none yet", "Review directed"]
    assert pairs(found.notices[1].rows) == {
        "Sent on": "12 May 2026", "Sent to": "Home Office", "Reference": "HO/1", "Answer": "Review directed",
        "Answered on": "", "What the answer says": "Do",
    }  # fmt: skip
    assert (briefing_of(other_case).decisions, briefing_of(other_case).notices) == ((), ())


def test_briefs_on_the_facts_and_both_tests(case: Case, other_case: Case) -> None:
    put(
        CriteriaFacts, case=case, relationship="Former partner", is_relative="no", is_intimate="yes",
        is_same_household="unknown", is_same_household_only="no", age_deceased=34, age_other=None,
        conduct_types=["economic", "physical_or_sexual"], note="Seen",
    )  # fmt: skip
    found = briefing_of(case)
    assert pairs(found.facts) == {
        "Relationship": "Former partner", "Related": "No", "Partners, now or before": "Yes",
        "Same household": "Not known", "Household the only link": "No", "Age of the person who died": 34,
        "Age of the other person": None, "Conduct known or suspected": "Physical or sexual abuse, Economic abuse",
        "Note": "Seen",
    }  # fmt: skip
    assert len(found.tests) == 2
    assert all(test.rows and test.verdict and test.source for test in found.tests)
    assert (briefing_of(other_case).facts, briefing_of(other_case).tests) == ((), ())


def test_briefs_on_the_referral(case: Case) -> None:
    """What is not known is left empty, never made up."""
    assert pairs(briefing_of(replace_facts(case)).referral) == {
        "Referred by": "Coroner", "Route": "Letter", "Referred on": "May 2026", "Partnership chair aware on": "",
        "Date of death": "2026", "Type of death": "Homicide", "Type of place": "Residential",
        "More than one person died": "Yes",
    }  # fmt: skip
    case.death_type, case.death_place_type, case.has_multiple_deaths = "", "", False
    rows = pairs(briefing_of(case).referral)
    assert [rows[name] for name in ("Type of death", "Type of place", "More than one person died")] == ["", "", "No"]


def replace_facts(case: Case) -> Case:
    """The case as another letter would have described it."""
    case.referred_by, case.referral_route = "Coroner", "Letter"
    case.referred_on, case.aware_on = PartialDate.parse("2026-05"), PartialDate.unknown()
    case.death_date, case.death_type = PartialDate.parse("2026"), "homicide"
    case.death_place_type, case.has_multiple_deaths = "residential", True
    return case


def test_keeps_every_verdict_for_the_event(case: Case, cast: Cast) -> None:
    """A second record takes the place of the first, whose facts stay in the history."""
    facts = decision.Criteria("Housemate", Facts())
    row = decision.record_criteria(case=case, by=cast.coordinator, criteria=facts)
    decision.record_criteria(case=case, by=cast.coordinator, criteria=replace(facts, note="Second"))
    row.refresh_from_db()
    assert (row.note, row.history.count(), CriteriaFacts.objects.count()) == ("Second", 2, 1)
