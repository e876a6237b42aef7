"""What stands on the page of clocks and holds, for those who run the review and for those who only follow it?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import overlays
from dhr_cases.actions.overlays import HoldTerms, MoreTime, ProceedingFacts
from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.deadlines import long_date
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import Case, Hold, InformationRequest, ParallelProceeding, PartialDate
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from tests.conftest import Cast
from tests.seen import Seen, seen
from tests.stages import case_at

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = long_date(TODAY)
MORE, LATE = "More time agreed", "Why something was late"


def clocks_of(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page as one of the review's people has it."""
    return seen(cast.people()[part], "case_clocks", case.reference)


def cards(page: Seen) -> list[str]:
    """The names of the clocks on the page."""
    return [each.text_content() for each in page.root.xpath("//h3[@class='clock__name']")]


def test_says_what_there_is_none_of(cast: Cast, case: Case) -> None:
    page = clocks_of(cast, case)
    assert page.tables == {}
    for sentence in (
        "The review has not been on hold.",
        "No more time has been agreed.",
        "No trial, inquest or other review is recorded beside this one.",
    ):
        assert sentence in page
    assert page.headings[2:4] == ["Clocks", cards(page)[0]]


def trial(cast: Cast, case: Case, **more: object) -> Hold:
    """The review on hold for a trial since yesterday."""
    scope = frozenset({HoldScope.INTERVIEWS, HoldScope.PUBLICATION})
    values: dict[str, object] = {"reason": HoldReason.CRIMINAL_TRIAL, "scope": scope, "starts_on": TODAY - ONE, **more}
    return overlays.start_hold(case=case, by=cast.coordinator, terms=HoldTerms(**values))  # type: ignore[arg-type]  # named above


def test_shows_a_hold_in_full_to_those_who_run_the_review(cast: Cast, case: Case) -> None:
    hold = trial(
        cast, case, goes_on="Agency reports", view_of_police="Wait for the verdict", note="Told by telephone",
        resume_expected_on=PartialDate.parse("2027-03"), is_home_office_told=True,
    )  # fmt: skip
    page = clocks_of(cast, case)
    assert page.facts == {
        "Since": long_date(TODAY - ONE), "Stops": "interviews, publication", "Runs": "Agency reports",
        "Expected to end": "March 2027", "Home Office told": "Yes", "Family told": "No",
        "View of police or CPS": "Wait for the verdict", "Note": "Told by telephone",
    }  # fmt: skip
    assert "Criminal trial" in page.headings
    assert page.states["On hold"] == "held"
    assert page.links["End this hold: Criminal trial"] == reverse("act", args=(case.reference, "end_hold", hold.pk))


def test_shows_what_runs_where_nobody_said_it(cast: Cast, case: Case) -> None:
    trial(cast, case, is_family_told=True)
    facts = clocks_of(cast, case).facts
    others = "family contact, agency reports, panel meetings, drafting, family reading, submission"
    assert facts["Runs"] == others
    assert (facts["Home Office told"], facts["Family told"]) == ("No", "Yes")


def test_keeps_what_was_said_about_a_hold_from_those_who_only_follow(cast: Cast, case: Case) -> None:
    """And offers them no end of it."""
    trial(cast, case, view_of_police="Wait for the verdict", note="Told by telephone")
    page = clocks_of(cast, case, "family_advocate")
    assert list(page.facts) == ["Since", "Stops", "Runs", "Expected to end", "Home Office told", "Family told"]
    assert "verdict" not in page
    assert not [url for url in page.links.values() if "/do/" in url]


def test_shows_a_hold_that_ended_without_a_way_to_end_it_again(cast: Cast, case: Case) -> None:
    hold = trial(cast, case)
    overlays.end_hold(case=case, by=cast.coordinator, hold=hold, ends_on=TODAY)
    hold.refresh_from_db()
    assert hold.ends_on is not None
    page = clocks_of(cast, case)
    assert page.states[f"Ended on {long_date(hold.ends_on)}"] == "done"
    assert "End this hold: Criminal trial" not in page.links
    assert "On hold" not in page.states


def test_lists_more_time_with_who_agreed_and_why(cast: Cast, case: Case) -> None:
    """A reason in words follows its code; an agency's time is shown where its request is."""
    gathering = case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=gathering, organisation=cast.police)
    wanted = (
        MoreTime("overview_report", TODAY + 30 * ONE, TODAY - ONE, "the panel", ExtensionReason.INQUEST, "Set late"),
        MoreTime(
            REQUEST_CLOCK, TODAY + 60 * ONE, TODAY, "the chair", ExtensionReason.IMR_LATE, "", True, police
        ),
    )  # fmt: skip
    for more in wanted:
        overlays.extend(case=gathering, by=cast.coordinator, more=more)
    names = overlays.clock_names(gathering)
    report, agency = (
        [names["overview_report"], long_date(TODAY + 30 * ONE), long_date(TODAY - ONE), "the panel",
         "Inquest: Set late", "No"],
        [f"{names[REQUEST_CLOCK]}: Testshire Police", long_date(TODAY + 60 * ONE), DAY, "the chair",
         "Agency report late", "Yes"],
    )  # fmt: skip
    page = clocks_of(cast, gathering)
    assert page.heads[MORE] == ["Clock", "New date", "Agreed on", "Agreed by", "Reason", "Home Office told"]
    assert sorted(page.tables[MORE]) == sorted([report, agency])
    outside = clocks_of(cast, gathering, "home_office_reader")
    assert outside.tables[MORE] == [report]


@pytest.mark.parametrize(("part", "sees"), [("coordinator", True), ("panel_member", True), ("family_advocate", False)])
def test_shows_the_clock_of_each_agency_to_those_who_see_requests(
    cast: Cast, case: Case, part: str, sees: bool
) -> None:
    gathering = case_at(cast, case, Stage.INFO_REQUESTED)
    names = cards(clocks_of(cast, gathering, part))
    assert [name for name in names if name.startswith("Return of ")] == (
        ["Return of Testshire NHS Trust", "Return of Testshire Police"] if sees else []
    )
    assert len(set(names)) == len(names)


def test_lists_why_something_was_late_for_those_who_run_the_review(cast: Cast, case: Case) -> None:
    """The act is offered while something is late, and to nobody who only follows."""
    gathering = case_at(cast, case, Stage.INFO_REQUESTED)
    label = VERBS[Verb.EXPLAIN_LATENESS].label
    assert label not in clocks_of(cast, gathering).links
    with change("Test request", None):
        for asked in InformationRequest.objects.filter(case=gathering):
            asked.due_on = TODAY - 9 * ONE
            asked.save()
    assert label in clocks_of(cast, gathering).links
    assert label not in clocks_of(cast, gathering, "panel_member").links
    overlays.explain_lateness(
        case=gathering, by=cast.coordinator, clock=REQUEST_CLOCK, reason_code=ExtensionReason.IMR_LATE,
        reason="Its author was ill",
    )  # fmt: skip
    page = clocks_of(cast, gathering)
    assert page.heads[LATE] == ["Clock", "Reason", "In words"]
    words = ["Agency report late", "Its author was ill"]
    assert page.tables[LATE] == [[overlays.clock_names(gathering)[REQUEST_CLOCK], *words]]
    assert LATE not in clocks_of(cast, gathering, "family_advocate").tables


def test_shows_proceedings_beside_the_review(cast: Cast, case: Case) -> None:
    """Their reference, outcome and contact for those who run the review; the rest for all."""
    facts = ProceedingFacts(
        ProceedingKind.INQUEST, "INQ 7", "Opened and adjourned", PartialDate.parse("2026-05"), outcome="None yet",
        contact="The coroner's officer",
    )  # fmt: skip
    row = overlays.record_proceeding(case=case, by=cast.coordinator, facts=facts)
    page = clocks_of(cast, case)
    assert page.facts == {
        "Where it stands": "Opened and adjourned", "Began": "May 2026", "Ended": "not known",
        "Its reference": "INQ 7", "Outcome": "None yet", "Contact there": "The coroner's officer",
    }  # fmt: skip
    assert page.links["Record what is new about: Inquest"] == reverse(
        "act", args=(case.reference, "record_proceeding", row.pk)
    )
    outside = clocks_of(cast, case, "family_advocate")
    assert list(outside.facts) == ["Where it stands", "Began", "Ended"]
    assert "Record what is new about: Inquest" not in outside.links


def test_shows_nothing_of_another_review(cast: Cast, case: Case, other_case: Case) -> None:
    trial(cast, other_case)
    overlays.record_proceeding(case=other_case, by=cast.coordinator, facts=ProceedingFacts(ProceedingKind.IOPC))
    more = MoreTime("overview_report", TODAY + ONE, TODAY, "the panel", ExtensionReason.INQUEST)
    overlays.extend(case=other_case, by=cast.coordinator, more=more)
    page = clocks_of(cast, case)
    assert (page.facts, page.tables) == ({}, {})
    assert (Hold.objects.count(), ParallelProceeding.objects.count()) == (1, 1)
