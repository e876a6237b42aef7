"""What does the partnership chair read before deciding: every answer, fact, view and decision of this case alone?"""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dhr_cases.briefing import Ruled, briefing_of, facts_of, verdict_in_words
from dhr_cases.legal_tests import Conduct, Fact, Verdict, section_8a, section_9
from dhr_cases.models import (
    Case,
    Consultation,
    CriteriaFacts,
    Decision,
    HomeOfficeNotice,
    Outcome,
    PartialDate,
    ScopingReturn,
)
from dhr_cases.models.history import change
from tests.conftest import Cast

DAY = datetime.date(2026, 3, 4)
KNOWN_ON = PartialDate.on(DAY)


def words(rows: tuple[Any, ...]) -> list[list[object]]:
    """The cells of a table's rows."""
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def pairs(rows: tuple[Any, ...]) -> dict[str, object]:
    """A summary list by label."""
    return {row["label"]: row["value"] for row in rows}


def answered(case: Case, cast: Cast) -> None:
    """Two agencies have answered and one still looks; one partner agrees and one does not."""
    with change("Test", None):
        returns = (
            (cast.refuge, "checking", DAY, None, ""), (cast.health, "no", None, DAY, ""),
            (cast.police, "yes", DAY, DAY, "Two calls\nin 2019"),
        )  # fmt: skip  # one row an agency
        for body, known, asked_on, answered_on, summary in returns:
            ScopingReturn.objects.create(
                case=case, organisation=body, known=known, asked_on=asked_on, answered_on=answered_on,
                contact_summary=summary, contact_name="Ann Example",
            )  # fmt: skip  # one row
        views = ((cast.police, Outcome.REVIEW, False, ""), (cast.health, Outcome.NO_REVIEW, True, "Not our view."))
        for body, view, is_dissent, reasons in views:
            Consultation.objects.create(
                case=case, organisation=body, on=DAY, view=view, is_dissent=is_dissent, reasons=reasons
            )


def ruled(case: Case, cast: Cast, **more: Any) -> Decision:
    """A decision to review, unless told otherwise."""
    facts = {
        "outcome": Outcome.REVIEW, "on": KNOWN_ON, "signed_by": cast.csp_chair, "reasons": "All fits.",
        "meets_section_9": "yes", "meets_section_8a": "unknown", "regime": "DHR_S9_2016", **more,
    }  # fmt: skip  # one row
    with change("Test", None):
        row: Decision = Decision.objects.create(case=case, **facts)
    return row


def noticed(case: Case, **more: Any) -> HomeOfficeNotice:
    """A notice that nobody has answered, unless told otherwise."""
    facts = {"on": KNOWN_ON, "sent_to": "DHR team", "reply_on": PartialDate.unknown(), **more}
    with change("Test", None):
        row: HomeOfficeNotice = HomeOfficeNotice.objects.create(case=case, **facts)
    return row


def known(case: Case, **more: Any) -> CriteriaFacts:
    """The facts of the criteria."""
    with change("Test", None):
        row: CriteriaFacts = CriteriaFacts.objects.create(case=case, relationship="Former partner", **more)
    return row


def test_shows_each_agency_with_its_answer_in_the_order_of_their_names(
    case: Case, other_case: Case, cast: Cast
) -> None:
    """As a table and as a list; who answered for an agency stands in neither."""
    answered(case, cast)
    nothing = briefing_of(other_case)
    found = briefing_of(case)
    assert words(found.returns) == [
        [cast.health, "No contact", None, "4 March 2026", ""],
        [cast.police, "Had contact", "4 March 2026", "4 March 2026", "Two calls\nin 2019"],
        [cast.refuge, "Still checking", "4 March 2026", None, ""],
    ]
    assert pairs(found.returns_listed) == {
        "Testshire NHS Trust": "No contact, 4 March 2026.",
        "Testshire Police": "Had contact, 4 March 2026.\nTwo calls\nin 2019",
        "Testshire Refuge": "Still checking",
    }
    assert found.returns_in_words == "1 had contact, 1 had none, 1 still checking."
    assert "Ann Example" not in str(found)
    assert (nothing.returns, nothing.views) == ((), ())
    assert nothing.returns_in_words == "0 had contact, 0 had none, 0 still checking."


def test_shows_each_partner_with_its_view_and_counts_dissent(case: Case, cast: Cast) -> None:
    answered(case, cast)
    found = briefing_of(case)
    assert words(found.views) == [
        [cast.police, "Hold a review", "Agrees", "4 March 2026", ""],
        [cast.health, "No review", "Dissents", "4 March 2026", "Not our view."],
    ]
    assert pairs(found.views_listed) == {
        "Testshire Police": "Agrees: hold a review, 4 March 2026.",
        "Testshire NHS Trust": "Dissents: no review, 4 March 2026.\nNot our view.",
    }
    assert (found.dissents, found.dissent_in_words) == (1, "One partner dissents.")


@pytest.mark.parametrize(("dissents", "said"), [(1, "One partner dissents."), (2, "2 partners dissent.")])
def test_says_how_many_dissent(case: Case, cast: Cast, dissents: int, said: str) -> None:
    with change("Test", None):
        for body in (cast.police, cast.health)[:dissents]:
            Consultation.objects.create(case=case, organisation=body, on=DAY, view=Outcome.REVIEW, is_dissent=True)
    assert briefing_of(case).dissent_in_words == said


def test_heads_each_table_with_as_many_words_as_a_row_has_cells(case: Case, cast: Cast) -> None:
    answered(case, cast)
    found = briefing_of(case)
    for heads, rows in ((found.return_heads, found.returns), (found.view_heads, found.views)):
        assert {len(row["cells"]) for row in rows} == {len(heads)}
    said = [[head["label"] for head in heads] for heads in (found.return_heads, found.view_heads)]
    assert said == [
        ["Agency", "Answer", "Asked on", "Answered on", "Contact in short"],
        ["Partner", "View", "Agrees or dissents", "On", "Reasons"],
    ]


def test_shows_every_fact_of_the_criteria_and_both_tests_beside_each_other(case: Case) -> None:
    row = known(
        case, is_relative="no", is_intimate="yes", is_same_household="unknown", is_same_household_only="no",
        age_deceased=34, age_other=15, conduct_types=["neglect", "physical_or_sexual"], note="As the police say.",
    )  # fmt: skip  # one row
    found = briefing_of(case)
    assert pairs(found.facts) == {
        "Relationship": "Former partner", "Related": "No", "Partners, now or before": "Yes",
        "Same household": "Not known", "Household the only link": "No", "Age of the person who died": 34,
        "Age of the other person": 15, "Conduct known or suspected": "Physical or sexual abuse, Neglect",
        "Note": "As the police say.",
    }  # fmt: skip  # label and value
    facts = facts_of(row)
    for shown, legal in zip(found.tests, (section_9(facts), section_8a(facts)), strict=True):
        assert (shown.name, shown.source) == (legal.name, legal.source)
        assert shown.verdict == verdict_in_words(legal.verdict)
        assert pairs(shown.rows) == {
            limb.asks: f"{verdict_in_words(limb.verdict)}. {limb.reason}" for limb in legal.limbs
        }
    assert [shown.verdict for shown in found.tests] == ["Met", "Not met"]


def test_shows_no_test_while_nobody_recorded_a_fact(case: Case, other_case: Case) -> None:
    """Those of another case are no facts of this one."""
    known(other_case)
    found = briefing_of(case)
    assert (found.facts, found.tests) == ((), ())
    assert [shown.verdict for shown in briefing_of(other_case).tests] == ["Cannot be said"] * 2


@pytest.mark.parametrize("verdict", Verdict)
def test_begins_a_sentence_with_the_verdict(verdict: Verdict) -> None:
    assert verdict_in_words(verdict) == {"met": "Met", "not met": "Not met"}.get(verdict.value, "Cannot be said")


@pytest.mark.parametrize("name", ["is_relative", "is_intimate", "is_same_household", "is_same_household_only"])
@pytest.mark.parametrize("fact", [Fact.YES, Fact.UNKNOWN])
def test_reads_each_stored_answer_into_its_own_fact(name: str, fact: Fact) -> None:
    row = CriteriaFacts(is_relative="no", is_intimate="no", is_same_household="no", is_same_household_only="no")
    setattr(row, name, fact.value)
    read = vars(facts_of(row))
    assert {key for key, value in read.items() if value is fact} == {name}
    assert [value for value in read.values() if value is Fact.NO] == [Fact.NO] * 3


def test_reads_ages_and_conduct_as_they_are_stored() -> None:
    read = facts_of(CriteriaFacts(age_deceased=16, age_other=None, conduct_types=["none", "economic"]))
    assert (read.age_deceased, read.age_other) == (16, None)
    assert read.conduct == {Conduct.NONE, Conduct.ECONOMIC}


def test_tells_of_a_decision_all_that_its_row_says(case: Case, cast: Cast) -> None:
    ruled(case, cast)
    (shown,) = briefing_of(case).decisions
    assert shown.heading == "Hold a review"
    assert pairs(shown.rows) == {
        "Decided on": "4 March 2026", "Signed by": "Csp Chair", "Section 9 test met": "Yes",
        "Section 8A test met": "Not known",
        "Legal regime": "Domestic Violence, Crime and Victims Act 2004, section 9", "Reasons": "All fits.",
        "Dissent": "none",
    }  # fmt: skip  # label and value


def test_names_the_other_process_only_where_there_is_one(case: Case, cast: Cast) -> None:
    ruled(
        case, cast, outcome=Outcome.ALTERNATIVE, alternative="joined_sar", on=PartialDate.parse("2026-03"),
        dissent="The refuge.", regime="DARDR_S8A",
    )  # fmt: skip  # one row
    (shown,) = briefing_of(case).decisions
    assert shown.heading == "Another learning process"
    said = pairs(shown.rows)
    assert said["Other process"] == "Joined to a safeguarding adults review"
    assert (said["Decided on"], said["Dissent"]) == ("March 2026", "The refuge.")
    assert "section 8A" in str(said["Legal regime"])


def test_shows_the_latest_decision_and_notice_first(case: Case, other_case: Case, cast: Cast) -> None:
    for outcome in (Outcome.NO_REVIEW, Outcome.REVIEW):
        ruled(case, cast, outcome=outcome)
    ruled(other_case, cast, outcome=Outcome.TRANSFERRED)
    for sent_to in ("First", "Second"):
        noticed(case, sent_to=sent_to)
    noticed(other_case, sent_to="Third")
    found = briefing_of(case)
    assert [shown.heading for shown in found.decisions] == ["Hold a review", "No review"]
    assert [pairs(shown.rows)["Sent to"] for shown in found.notices] == ["Second", "First"]


@pytest.mark.parametrize(
    ("more", "answer", "answered_on"),
    [
        ({}, "none yet", ""),
        ({"reply": "accepted", "reply_on": PartialDate.parse("2026-05")}, "Accepted", "May 2026"),
        ({"reply": "directed", "reply_on": PartialDate.parse("2026-05-06")}, "Review directed", "6 May 2026"),
    ],
)
def test_tells_what_the_home_office_answered(case: Case, more: dict[str, Any], answer: str, answered_on: str) -> None:
    noticed(case, reference="HO/7", reply_note="As asked.", **more)
    (shown,) = briefing_of(case).notices
    assert shown == Ruled("Notice to the Home Office", shown.rows)
    assert pairs(shown.rows) == {
        "Sent on": "4 March 2026", "Sent to": "DHR team", "Reference": "HO/7", "Answer": answer,
        "Answered on": answered_on, "What the answer says": "As asked.",
    }  # fmt: skip  # label and value


def test_shows_the_referral_as_it_was_recorded(case: Case) -> None:
    case.death_date, case.death_type, case.has_multiple_deaths = PartialDate.parse("2025-11"), "homicide", True
    case.referral_route, case.death_place_type = "In writing", ""
    said = pairs(briefing_of(case).referral)
    assert list(said) == [
        "Referred by", "Route", "Referred on", "Partnership chair aware on", "Date of death", "Type of death",
        "Type of place", "More than one person died",
    ]  # fmt: skip  # in their order
    assert said["Referred by"] == "Testshire Police"
    assert (said["Referred on"], said["Partnership chair aware on"]) == (str(case.referred_on), str(case.aware_on))
    assert (said["Date of death"], said["Type of death"]) == ("November 2025", "Homicide")
    assert (said["Route"], said["Type of place"], said["More than one person died"]) == ("In writing", "", "Yes")
    case.death_date, case.death_type, case.has_multiple_deaths = PartialDate.unknown(), "", False
    said = pairs(briefing_of(case).referral)
    assert (said["Date of death"], said["Type of death"], said["More than one person died"]) == ("", "", "No")


def test_asks_the_database_as_often_whatever_the_case_holds(case: Case, cast: Cast) -> None:
    """Five times."""
    with CaptureQueriesContext(connection) as bare:
        briefing_of(case)
    answered(case, cast)
    ruled(case, cast)
    noticed(case)
    known(case)
    with CaptureQueriesContext(connection) as full:
        briefing_of(case)
    assert len(bare) == len(full) == 5
