"""Agencies are seated or excused, the panel is formed, its terms agreed."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases.actions import appointments, core, panel
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    Organisation,
    PanelSeat,
    PartialDate,
    SectionNineStatus,
    TermsOfReference,
)
from dhr_cases.models.history import change
from dhr_cases.permissions import roles_on
from dhr_cases.policies.panel import missing_for_panel, section_nine_bodies
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import TERMS

TODAY = timezone.localdate()


@pytest.fixture
def chaired(cast: Cast, case: Case) -> Case:
    """A case with a chair; the police are the one section 9 body of its partnership."""
    with change("Test bodies", None):
        list_body(cast.police)
        cast.partnership.bodies.set([cast.police, cast.health])
    return case_at(cast, case, Stage.CHAIR_APPOINTED)


def list_body(body: Organisation, *, is_listed: bool = True, starts_on: datetime.date | None = None) -> None:
    """Record whether the body is listed in section 9(4)(a)."""
    SectionNineStatus.objects.create(
        organisation=body, is_section_9_body=is_listed, starts_on=starts_on, source="DVCVA 2004 s.9(4)(a)"
    )


def test_forms_a_panel_of_listed_bodies_and_a_specialist(chaired: Case, cast: Cast) -> None:
    """Present or excused with a reason are both enough."""
    excused = panel.Seating(cast.police, panel.SeatChange.EXCUSED, reason="No contact with the people")
    panel.seat_agency(case=chaired, by=cast.coordinator, seating=excused)
    specialist = panel.Seating(cast.refuge, member_name="The refuge's manager", is_domestic_abuse_specialist=True)
    panel.seat_agency(case=chaired, by=cast.coordinator, seating=specialist)
    panel.form_panel(case=chaired, by=cast.coordinator)
    assert chaired.at is Stage.PANEL_FORMED


def test_lists_everything_a_panel_lacks(chaired: Case, cast: Cast) -> None:
    """Every missing point is a sentence of its own."""
    with pytest.raises(Incomplete) as refusal:
        panel.form_panel(case=chaired, by=cast.coordinator)
    assert refusal.value.missing == (
        "Testshire Police is neither seated nor excused with a reason.",
        "No domestic abuse specialist sits on the panel.",
    )


def test_asks_only_bodies_that_exist_and_are_listed_today(chaired: Case, cast: Cast) -> None:
    """A body that ended, or is no longer listed, is not asked for."""
    assert list(section_nine_bodies(chaired, TODAY)) == [cast.police]
    with change("Ended", None):
        cast.police.ends_on = TODAY - datetime.timedelta(days=1)
        cast.police.save()
        list_body(cast.health)
        list_body(cast.health, is_listed=False, starts_on=TODAY)
    assert list(section_nine_bodies(chaired, TODAY)) == []


def test_gives_a_member_with_an_account_the_role(chaired: Case, cast: Cast) -> None:
    """Seat and access come together, and go together."""
    seating = panel.Seating(cast.police, user=cast.outsider)
    seat = panel.seat_agency(case=chaired, by=cast.coordinator, seating=seating)
    assert roles_on(cast.outsider, chaired) == {Role.PANEL_MEMBER}
    left = replace(seating, user=None, change=panel.SeatChange.LEFT, reason="Moved to another post")
    panel.seat_agency(case=chaired, by=cast.coordinator, seating=left, replaces=seat)
    assert PanelSeat.objects.get(pk=seat.pk).ends_on == TODAY
    assert not roles_on(cast.outsider, chaired)


def test_passes_a_seat_to_another_member_of_the_agency(chaired: Case, cast: Cast) -> None:
    """The earlier seat ends; the agency stays seated throughout."""
    seat = panel.seat_agency(case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, member_name="First"))
    panel.seat_agency(
        case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, member_name="Second"), replaces=seat
    )
    names = PanelSeat.objects.filter(case=chaired, ends_on=None).values_list("member_name", flat=True)
    assert list(names) == ["Second"]
    with pytest.raises(Incomplete, match="ended already"):
        panel.seat_agency(
            case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, member_name="Third"), replaces=seat
        )


def test_seats_an_agency_that_was_excused_before(chaired: Case, cast: Cast) -> None:
    """The excuse ends when somebody sits."""
    excused = panel.Seating(cast.police, panel.SeatChange.EXCUSED, reason="No contact")
    panel.seat_agency(case=chaired, by=cast.coordinator, seating=excused)
    panel.seat_agency(case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, member_name="Member"))
    assert [seat.is_excused for seat in PanelSeat.objects.filter(case=chaired, ends_on=None)] == [False]


@pytest.mark.parametrize(
    ("change_to", "words"),
    [
        (panel.SeatChange.SITS, "Name the member"),
        (panel.SeatChange.EXCUSED, "Give the reason"),
        (panel.SeatChange.LEFT, "Choose the seat"),
    ],
)
def test_refuses_a_seat_that_says_too_little(
    chaired: Case, cast: Cast, change_to: panel.SeatChange, words: str
) -> None:
    """A member is named, an excuse has a reason, a leaving has a seat."""
    with pytest.raises(Incomplete, match=words):
        panel.seat_agency(case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, change_to))
    assert not PanelSeat.objects.filter(case=chaired).exists()


def test_refuses_to_excuse_an_agency_that_sits(chaired: Case, cast: Cast) -> None:
    """The seat itself is changed instead."""
    panel.seat_agency(case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, member_name="Member"))
    with pytest.raises(Incomplete, match="Change that seat"):
        panel.seat_agency(
            case=chaired, by=cast.coordinator,
            seating=panel.Seating(cast.police, panel.SeatChange.EXCUSED, reason="No contact"),
        )  # fmt: skip


def test_refuses_a_seat_by_the_independent_chair(chaired: Case, cast: Cast) -> None:
    """Seats are the coordinator's to record."""
    with pytest.raises(NotPermitted, match="coordinator"):
        panel.seat_agency(
            case=chaired, by=cast.independent_chair, seating=panel.Seating(cast.police, member_name="Member")
        )


def test_refuses_a_panel_before_the_chair_is_appointed(case: Case, cast: Cast) -> None:
    """The stage comes first."""
    with pytest.raises(NotNow, match="Chair appointed"):
        panel.form_panel(case=case, by=cast.coordinator)


def test_keeps_every_version_of_the_terms(cast: Cast, case: Case) -> None:
    """A draft agreed as it stands becomes the agreed version; another text becomes a new one."""
    case_at(cast, case, Stage.PANEL_FORMED)
    panel.draft_terms(case=case, by=cast.independent_chair, terms=replace(TERMS, family_view=""))
    panel.draft_terms(case=case, by=cast.independent_chair, terms=TERMS)
    row = panel.agree_terms(case=case, by=cast.coordinator, terms=TERMS)
    assert case.at is Stage.TOR_AGREED
    assert row.version == 2
    assert [terms.agreed_on.is_known for terms in TermsOfReference.objects.filter(case=case)] == [False, True]


def test_agrees_a_changed_text_as_a_version_of_its_own(cast: Cast, case: Case) -> None:
    """The draft before stays as it was."""
    case_at(cast, case, Stage.PANEL_FORMED)
    panel.draft_terms(case=case, by=cast.independent_chair, terms=TERMS)
    changed = replace(TERMS, lines_of_enquiry="Was the risk seen?")
    assert panel.agree_terms(case=case, by=cast.independent_chair, terms=changed).version == 2


def test_revises_agreed_terms_later(cast: Cast, case: Case) -> None:
    """A revision bears the day on which the panel agreed it."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    longer = replace(TERMS, scope_from=PartialDate.parse("2020"))
    row = panel.draft_terms(case=case, by=cast.independent_chair, terms=longer, agreed_on=TODAY)
    assert row.version == 2
    assert row.agreed_on == PartialDate.on(TODAY)
    assert case.at is Stage.INFO_REQUESTED


def test_refuses_first_terms_agreed_by_a_draft(cast: Cast, case: Case) -> None:
    """First terms are agreed by the act of that name."""
    case_at(cast, case, Stage.PANEL_FORMED)
    with pytest.raises(Incomplete, match="first terms"):
        panel.draft_terms(case=case, by=cast.independent_chair, terms=TERMS, agreed_on=TODAY)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (replace(TERMS, scope_from=PartialDate.parse("2027")), "ends before it begins"),
        (replace(TERMS, scope_to=PartialDate.unknown()), "when the period under review ends"),
        (replace(TERMS, lines_of_enquiry=" "), "key lines of enquiry"),
        (replace(TERMS, family_view=""), "why they were not asked"),
    ],
)
def test_refuses_incomplete_terms(cast: Cast, case: Case, terms: panel.Terms, words: str) -> None:
    """Period, questions and the family's view are all needed to agree."""
    case_at(cast, case, Stage.PANEL_FORMED)
    with pytest.raises(Incomplete, match=words):
        panel.agree_terms(case=case, by=cast.independent_chair, terms=terms)


def test_accepts_a_period_within_one_year_known_only_as_a_year(cast: Cast, case: Case) -> None:
    """The first day of one date is compared with the last day of the other."""
    case_at(cast, case, Stage.PANEL_FORMED)
    whole_year = replace(TERMS, scope_from=PartialDate.parse("2024-06"), scope_to=PartialDate.parse("2024"))
    panel.agree_terms(case=case, by=cast.independent_chair, terms=whole_year)
    assert case.at is Stage.TOR_AGREED


def test_refuses_terms_while_the_review_has_no_chair(cast: Cast, case: Case) -> None:
    """Terms are the chair's to agree with the panel."""
    case_at(cast, case, Stage.PANEL_FORMED)
    row = Appointment.objects.get(case=case)
    appointments.end_appointment(case=case, by=cast.coordinator, appointment=row, reason="Ill health")
    with pytest.raises(Incomplete, match="no chair now"):
        panel.agree_terms(case=case, by=cast.coordinator, terms=TERMS)


def test_leaves_no_seat_behind_when_the_event_fails(chaired: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seat and role fall together."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        panel.seat_agency(case=chaired, by=cast.coordinator, seating=panel.Seating(cast.police, user=cast.outsider))
    assert not PanelSeat.objects.filter(case=chaired).exists()
    assert not CaseEvent.objects.filter(case=chaired, kind=Event.PANEL_SEAT_RECORDED).exists()


def test_says_that_a_panel_without_declarations_lacks_them(cast: Cast, case: Case) -> None:
    """At least one declaration must have been asked for."""
    case_at(cast, case, Stage.FAMILY_CONTACTED)
    assert "No declaration of interests was asked for." in missing_for_panel(case)
