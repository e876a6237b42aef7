"""What stands on the pages of a review being set up: who is appointed, who sits, which terms, for how much?"""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import appointments, panel
from dhr_cases.actions.panel import SeatChange, Seating
from dhr_cases.deadlines import long_date
from dhr_cases.models import (
    Appointment,
    Case,
    Organisation,
    OrganisationKind,
    PanelSeat,
    PartialDate,
    Post,
    SectionNineStatus,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from tests.conftest import Cast
from tests.seen import Seen, seen
from tests.stages import case_at
from tests.steps_set_up import TERMS

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = long_date(TODAY)
APPOINTED, SITS, COVERED = "Chair and author", "Who sits", "Section 9 bodies and agencies excused"
DECLARED, BEFORE = "Declarations of interests", "Who sat before"


@pytest.fixture
def chaired(cast: Cast, case: Case) -> Case:
    """The case whose chair is appointed and whose panel is not yet."""
    return case_at(cast, case, Stage.CHAIR_APPOINTED)


@pytest.fixture
def formed(cast: Cast, case: Case) -> Case:
    """The case whose panel sits: the hospital trust's member, and the refuge's specialist."""
    return case_at(cast, case, Stage.PANEL_FORMED)


def panel_of(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The panel's page as one of the review's people has it."""
    return seen(cast.people()[part], "case_panel", case.reference)


def acts(page: Seen) -> set[str]:
    """The acts a page leads to."""
    return {url.split("/do/")[1] for url in page.links.values() if "/do/" in url}


def test_says_who_is_wanting_before_anybody_is_appointed(cast: Cast, case: Case) -> None:
    page = panel_of(cast, case_at(cast, case, Stage.FAMILY_CONTACTED))
    assert page.tables == {}
    for sentence in (
        "Nobody is appointed yet.",
        "Nobody sits on the panel yet.",
        "No domestic abuse specialist sits on the panel.",
        "None of the partnership's bodies is recorded as listed in section 9.",
        "Nobody has declared their interests yet.",
    ):
        assert sentence in page
    assert "Before the panel is formed:" not in page


def test_shows_the_chair_with_fee_and_the_way_to_end_it(cast: Cast, chaired: Case) -> None:
    page = panel_of(cast, chaired)
    assert page.heads[APPOINTED] == ["Person", "Appointed as", "Term", "Fee", "Act"]
    assert page.tables[APPOINTED] == [
        ["Independent Chair", "Chair and author", f"since {DAY}", "£9,000", "End"],
    ]
    post = Appointment.objects.get(case=chaired)
    assert page.links["End"] == reverse("act", args=(chaired.reference, "end_appointment", post.pk))
    assert page.facts == {"Independent Chair": "Never employed by an agency in this review."}
    assert page.heads[DECLARED] == ["Person", "Declared on", "What was declared", "What was decided"]
    assert page.tables[DECLARED] == [["Independent Chair", DAY, "nothing to declare", "none needed"]]


@pytest.mark.parametrize(
    ("part", "heads"),
    [
        ("coordinator", ["Person", "Appointed as", "Term", "Fee", "Act"]),
        ("panel_member", ["Person", "Appointed as", "Term"]),
    ],
)
def test_shows_fee_and_act_to_those_whose_they_are(cast: Cast, formed: Case, part: str, heads: list[str]) -> None:
    page = panel_of(cast, formed, part)
    assert page.heads[APPOINTED] == heads
    assert [len(row) for row in page.tables[APPOINTED]] == [len(heads)]


def test_shows_an_appointment_that_ended_without_its_statement(cast: Cast, chaired: Case) -> None:
    """An end is told, not offered again; an unstated fee is not nil."""
    post = Appointment.objects.get(case=chaired)
    appointments.end_appointment(case=chaired, by=cast.coordinator, appointment=post, reason="Ill health", on=TODAY)
    appointments.declare_interests(
        case=chaired, by=cast.coordinator, person=cast.outsider, has_interest=True, text="A cousin", decision="Accepted"
    )
    author = appointments.Engagement(
        person=cast.outsider, post=Post.AUTHOR, independence_statement="No tie.", choice_reason="Free now"
    )
    appointments.appoint_author(case=chaired, by=cast.coordinator, engagement=author)
    page = panel_of(cast, chaired)
    assert sorted(page.tables[APPOINTED]) == [
        ["Independent Chair", "Chair and author", f"{DAY} to {DAY}", "£9,000", "ended"],
        ["Outsider", "Author", f"since {DAY}", "not stated", "End"],
    ]
    assert page.facts == {"Outsider": "No tie."}


@pytest.mark.parametrize(
    ("text", "decision", "shown"),
    [
        ("A cousin works there", "", ["A cousin works there", "not decided"]),
        ("A cousin works there", "No conflict", ["A cousin works there", "No conflict"]),
        ("", "No conflict", ["nothing to declare", "No conflict"]),
    ],
)
def test_shows_what_was_declared_and_decided(
    cast: Cast, chaired: Case, text: str, decision: str, shown: list[str]
) -> None:
    appointments.declare_interests(
        case=chaired, by=cast.coordinator, person=cast.panel_member, has_interest=bool(text), text=text,
        decision=decision, on=TODAY - ONE,
    )  # fmt: skip
    row = next(row for row in panel_of(cast, chaired).tables[DECLARED] if row[0] == "Panel Member")
    assert row[1:] == [long_date(TODAY - ONE), *shown]


def test_shows_who_sits_with_job_agreement_and_change(cast: Cast, formed: Case) -> None:
    """An unsigned agreement is said so; the member sees the seats without acts."""
    seat = PanelSeat.objects.get(case=formed, organisation=cast.health)
    with change("Test seat", None):
        seat.job_title, seat.confidentiality_signed_on = "Matron", TODAY - ONE
        seat.save()
    page = panel_of(cast, formed)
    assert page.heads[SITS] == ["Agency", "Member", "Job title", "Confidentiality agreement", "From", "Act"]
    assert page.tables[SITS] == [
        ["Testshire NHS Trust", "Panel Member", "Matron", long_date(TODAY - ONE), DAY, "Change"],
        ["Testshire Refuge", "The refuge's manager", "not stated", "not signed", DAY, "Change"],
    ]
    assert reverse("act", args=(formed.reference, "seat_agency", seat.pk)) in page.root.xpath("//main//td/a/@href")
    assert "Domestic abuse specialist: Testshire Refuge." in page
    member = panel_of(cast, formed, "panel_member")
    assert member.heads[SITS] == ["Agency", "Member", "Job title", "Confidentiality agreement", "From"]
    assert {len(row) for row in member.tables[SITS]} == {5}


def listed(cast: Cast, code: str, name: str, *, is_listed: bool = True) -> Organisation:
    """A body of the partnership that is listed in section 9, or said not to be."""
    with change("Test body", None):
        body: Organisation = Organisation.objects.create(code=code, name=name, kind=OrganisationKind.POLICE)
        body.partnerships.add(cast.partnership)
        SectionNineStatus.objects.create(organisation=body, is_section_9_body=is_listed)
    return body


def test_accounts_for_every_listed_body_and_every_excuse(cast: Cast, formed: Case) -> None:
    """Seated, excused with its reason, or not recorded; a body that is not listed only where it is excused."""
    seated, excused = listed(cast, "a-body", "A body"), listed(cast, "b-body", "B body")
    listed(cast, "c-body", "C body")
    listed(cast, "d-body", "D body", is_listed=False)
    for seating in (
        Seating(seated, member_name="Ann"),
        Seating(excused, change=SeatChange.EXCUSED, reason="Met nobody"),
        Seating(cast.police, change=SeatChange.EXCUSED, reason="Knew nobody"),
    ):
        panel.seat_agency(case=formed, by=cast.coordinator, seating=seating)
    page = panel_of(cast, formed)
    assert page.heads[COVERED] == ["Agency", "Kind", "Place", "Member or reason"]
    assert page.tables[COVERED] == [
        ["A body", "Section 9 body", "Seated", "Ann"],
        ["B body", "Section 9 body", "Excused", "Met nobody"],
        ["C body", "Section 9 body", "Not recorded", "Seat it, or excuse it with a reason"],
        ["Testshire Police", "Other agency", "Excused", "Knew nobody"],
    ]
    assert [page.states[word] for word in ("Seated", "Excused", "Not recorded")] == ["done", "held", "not_stated"]
    assert "Testshire Police" not in [row[0] for row in page.tables[SITS]]


def test_shows_who_sat_before(cast: Cast, formed: Case) -> None:
    """A member who left and a body whose excuse ended; neither is a specialist of the panel any more."""
    seat = PanelSeat.objects.get(case=formed, organisation=cast.refuge)
    left = Seating(cast.refuge, change=SeatChange.LEFT, reason="Moved")
    panel.seat_agency(case=formed, by=cast.coordinator, seating=left, replaces=seat)
    excuse = Seating(cast.police, change=SeatChange.EXCUSED, reason="Knew nobody")
    panel.seat_agency(case=formed, by=cast.coordinator, seating=excuse)
    panel.seat_agency(case=formed, by=cast.coordinator, seating=Seating(cast.police, member_name="Sergeant"))
    page = panel_of(cast, formed)
    assert page.heads[BEFORE] == ["Agency", "Member", "From", "Until"]
    assert sorted(page.tables[BEFORE]) == [
        ["Testshire Police", "excused", DAY, DAY],
        ["Testshire Refuge", "The refuge's manager", DAY, DAY],
    ]
    assert "No domestic abuse specialist sits on the panel." in page
    assert [row[0] for row in page.tables[SITS]] == ["Testshire NHS Trust", "Testshire Police"]


def test_has_no_table_of_earlier_seats_while_nobody_left(cast: Cast, formed: Case) -> None:
    assert BEFORE not in panel_of(cast, formed).tables


@pytest.mark.parametrize("stage", [Stage.CHAIR_APPOINTED, Stage.PANEL_FORMED])
def test_says_what_the_panel_lacks_until_it_is_formed(cast: Cast, case: Case, stage: Stage) -> None:
    page = panel_of(cast, case_at(cast, case, stage))
    assert ("Before the panel is formed:" in page) is (stage is Stage.CHAIR_APPOINTED)


def test_offers_the_next_acts_of_the_panel_to_the_coordinator(cast: Cast, chaired: Case) -> None:
    page = panel_of(cast, chaired)
    wanted = (Verb.SEAT_AGENCY, Verb.FORM_PANEL, Verb.DECLARE_INTERESTS, Verb.APPOINT_AUTHOR)
    for verb in wanted:
        assert page.links[VERBS[verb].label] == reverse("act", args=(chaired.reference, verb.value))
    assert VERBS[Verb.APPOINT_CHAIR].label not in page.links


def test_lists_versions_of_the_terms_latest_first(cast: Cast, case: Case) -> None:
    """The advocate has the agreed version alone."""
    agreed = case_at(cast, case, Stage.TOR_AGREED)
    draft = replace(TERMS, lines_of_enquiry="And the GP?", scope_to=PartialDate.parse("2026"))
    panel.draft_terms(case=agreed, by=cast.independent_chair, terms=draft)
    page = seen(cast.independent_chair, "case_terms", agreed.reference)
    assert page.headings[1:] == ["Version 2", "Version 1"]
    assert page.states["Draft"] == "not_started"
    assert page.states[f"Agreed {DAY}"] == "done"
    assert [value for label, value in page.all_facts if label == "Period under review"] == [
        "January 2024 to 2026", "January 2024 to March 2026",
    ]  # fmt: skip
    assert acts(page) == {"draft_terms/"}
    outside = seen(cast.family_advocate, "case_terms", agreed.reference)
    assert outside.headings[1:] == ["Version 1"]
    assert outside.facts["What the family asked for, or why they were not asked"] == TERMS.family_view
    assert acts(outside) == set()


def test_says_that_no_terms_are_agreed(cast: Cast, formed: Case) -> None:
    page = seen(cast.coordinator, "case_terms", formed.reference)
    assert "No terms are agreed yet." in page


def test_lists_quotes_and_fees_with_what_is_not_stated(cast: Cast, chaired: Case) -> None:
    """Under the reference alone; the finance officer is named nobody of the case but who is paid."""
    for days, amount in ((2, None), (1, 1_234_50)):
        appointments.add_quote(
            case=chaired, by=cast.coordinator, supplier=f"Supplier {days}", amount_pence=amount,
            received_on=TODAY - days * ONE, note="By post" if amount else "",
        )  # fmt: skip
    post = Appointment.objects.get(case=chaired)
    with change("Test appointment", None):
        post.day_rate_pence, post.contract_reference = 400_00, "C/12"
        post.save()
    page = seen(cast.finance_officer, "case_money", chaired.reference)
    assert page.heads["Quotes for chairing and writing"] == ["From", "Amount", "Received on", "Note"]
    assert page.tables["Quotes for chairing and writing"] == [
        ["Supplier 2", "not stated", long_date(TODAY - 2 * ONE), "not stated"],
        ["Supplier 1", "£1,234.50", long_date(TODAY - ONE), "By post"],
    ]
    assert page.heads["Fees agreed"] == ["Person", "Term", "Contract", "Fee", "Day rate", "Days"]
    assert page.tables["Fees agreed"] == [
        ["Independent Chair (chair and author)", f"since {DAY}", "C/12", "£9,000", "£400", "not stated"],
    ]
    assert acts(page) == set()
    assert acts(seen(cast.coordinator, "case_money", chaired.reference)) == {"add_quote/"}


def test_says_that_no_money_is_recorded(cast: Cast, case: Case) -> None:
    page = seen(cast.coordinator, "case_money", case_at(cast, case, Stage.FAMILY_CONTACTED).reference)
    assert "No quote is recorded." in page
    assert "Nobody is appointed yet." in page
